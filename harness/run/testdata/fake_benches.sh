#!/bin/sh
# A benches program that measures nothing: it reads its job and reports as a worker would. An arm behaves as its name
# says: it `works`, `crashes`, `hangs`, `lies`, `forges` a report, `idles`, `waits` for a core, is `absent` or `slow`,
# or only `crashes_when_timed` or `crashes_when_simulated`.
exec awk '
# A tilde stands for a double quote, which would have to be escaped in every word of JSON.
function say(text) { gsub(/~/, "\"", text); print text; fflush() }

function place(cell, arm) { return "~cell~:" cell ",~arm~:" arm }

function deadly(name) {
  return name == "crashes" || name == "crashes_when_timed" && task == "time" ||
         name == "crashes_when_simulated" && task == "simulate"
}

function announce(cell, arm, name) {
  say("{~begin~:{" place(cell, arm) "}}")
  if (deadly(name)) system("kill -SEGV $PPID")
  if (name == "hangs") system("sleep 600")
}

function calibrate(cell, arm, name) {
  if (name == "absent") {
    say("{~left_out~:{" place(cell, arm) ",~what~:{~experiment~:~~,~point~:~~,~arm~:~~,~pass~:~~," \
        "~reason~:~absent here~}}}")
  } else if (name == "lies") {
    say("{~fault~:{~experiment~:~" experiment[cell] "~,~point~:~~,~arm~:~lies~,~kind~:~wrong_checksum~," \
        "~detail~:~it lies~}}")
  } else {
    say("{~calibration~:{" place(cell, arm) ",~iterations~:10,~operations~:1,~period~:1," \
        "~iteration_ns~:" (name == "slow" ? "1e12" : "1") ",~setup_ns~:1}}")
  }
}

function time(cell, arm, round, name) {
  if (name == "idles") return
  if (name == "forges") cell = 77777
  if (name == "waits") waited_for_core = 1000000
  say("{~block~:{~process~:" process ",~worker~:" worker "," place(cell, arm) ",~iterations~:10,~round~:" round \
      ",~order~:" order++ ",~start_ns~:1,~elapsed_ns~:2,~cpu~:0,~switches~:0,~faults~:0,~waited_ns~:null," \
      "~stolen_ns~:null,~width_before~:null,~width_after~:null}}")
}

function idle(cell) { return names[cell, 0] == "idles" || names[cell, 1] == "idles" }

function observe(cell, arm) {
  say("{~observations~:{" place(cell, arm) ",~all~:[{" place(cell, arm) ",~pass~:~" task "~,~metric~:~migrations~," \
      "~value~:1,~unavailable~:~~,~source~:~fake~,~counter~:~" counter "~,~event~:~~,~repeat~:" repeat \
      ",~running_share~:1,~enabled_ns~:0,~running_ns~:0,~resolution~:0}]}}")
}

function after(text) { sub(/^[^:]*:/, "", text); gsub(/"/, "", text); return text }

BEGIN {
  cells = 0
  counter = "perf_software"
  field = "\"(arm\":[0-9]+,\"round\":[0-9]+|iterations\":[0-9]+|name\":\"[a-z_]+\"|experiment\":\"[a-z/]+\"|" \
          "index\":[0-9]+|process\":[0-9]+|worker\":[0-9]+|repeat\":[0-9]+|counters\":\\[\"[a-z_]+\"|" \
          "task\":\"[a-z]+\")"
}
# The fields of a job come in alphabetical order: blocks and arms before the index of their cell.
{
  rest = $0
  while (match(rest, field)) {
    token = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    if (token ~ /^"arm"/) {
      split(token, part, /[:,]/)
      block_arm[cells, blocks[cells] + 0] = part[2]
      block_round[cells, blocks[cells]++] = part[4]
    }
    if (token ~ /^"iterations"/) iterations[cells, arms[cells] + 0] = after(token)
    if (token ~ /^"name"/) names[cells, arms[cells]++] = after(token)
    if (token ~ /^"experiment"/) of_cell = after(token)
    if (token ~ /^"index"/) { number[cells] = after(token); experiment[number[cells++]] = of_cell }
    if (token ~ /^"counters"/) { counter = after(token); sub(/^\[/, "", counter) }
    if (token ~ /^"process"/) process = after(token)
    if (token ~ /^"worker"/) worker = after(token)
    if (token ~ /^"repeat"/) repeat = after(token)
    if (token ~ /^"task"/) task = after(token)
  }
}
END {
  for (cell = 0; cell < cells; ++cell) {
    for (i = 0; i < blocks[cell]; ++i) {
      announce(number[cell], block_arm[cell, i], names[cell, block_arm[cell, i]])
      time(number[cell], block_arm[cell, i], block_round[cell, i], names[cell, block_arm[cell, i]])
    }
    if (task == "time" && !idle(cell)) say("{~timed~:{~process~:" process ",~worker~:" worker \
                                            ",~cell~:" number[cell] ",~blocks~:" (blocks[cell] + 0) "}}")
    for (arm = 0; arm < arms[cell] && task != "time"; ++arm) {
      if (task != "calibrate" && iterations[cell, arm] == 0) continue
      announce(number[cell], arm, names[cell, arm])
      if (task == "calibrate") calibrate(number[cell], arm, names[cell, arm])
      else observe(number[cell], arm)
    }
  }
  if (task == "time") say("{~usage~:{~process~:" process ",~worker~:" worker ",~wall_ns~:1000000000,~setup_ns~:0,~timed_ns~:0," \
                          "~code_address~:1,~heap_address~:2,~stack_address~:3,~waiting_ns~:" (waited_for_core + 0) "}}")
  say("{~end~:{}}")
}' >&3
