// How the kernel divides time among threads, and where it puts a program.

#include <fmt/format.h>

#include <array>

#include "harness/doctor/check.h"
#include "harness/doctor/facts.h"

namespace memlore::doctor {
namespace {

Diagnosis hypervisor(const Subject& subject) {
  return of_text(subject, "virtualization", "hypervisor", [](const std::string& name) -> Diagnosis {
    if (name == "none") return {Severity::ok, "no hypervisor"};
    return {Severity::note, "a virtual machine (" + name + ")"};
  });
}

Diagnosis cpu_isolation(const Subject& subject) {
  return of_text(subject, "topology", "worker_isolated", [](const std::string& word) -> Diagnosis {
    if (word == "yes") return {Severity::ok, "the worker's CPU is kept free of ordinary tasks"};
    return {Severity::note, "the scheduler may put any task on the worker's CPU"};
  });
}

Diagnosis tickless(const Subject& subject) {
  return of_text(subject, "kernel", "nohz_full", [](const std::string& cpus) -> Diagnosis {
    if (cpus == "(null)") return {Severity::note, "no CPU is tickless"};
    return {Severity::ok, "CPUs without a tick: " + cpus};
  });
}

Diagnosis tick_rate(const Subject& subject) {
  return of_number(subject, "clock", "ticks_per_second", [](double rate) -> Diagnosis {
    constexpr double usual = 300;
    return {rate <= usual ? Severity::ok : Severity::note, fmt::format("{:.0f} ticks a second", rate)};
  });
}

Diagnosis preemption(const Subject& subject) {
  return of_text(subject, "kernel", "preemption", [](const std::string& model) -> Diagnosis {
    const bool eager = model == "full" || model == "real-time";
    return {eager ? Severity::note : Severity::ok, "preemption: " + model};
  });
}

Diagnosis interrupt_balancer(const Subject& subject) {
  return of_text(subject, "process", "interrupt_balancer", [](const std::string& word) -> Diagnosis {
    if (word == "none") return {Severity::ok, "irqbalance is not running"};
    return {Severity::note, "irqbalance is running"};
  });
}

Diagnosis nmi_watchdog(const Subject& subject) {
  return of_text(subject, "kernel", "nmi_watchdog", [](const std::string& value) -> Diagnosis {
    if (value == "0") return {Severity::ok, "the watchdog is off"};
    return {Severity::note, "the watchdog is on"};
  });
}

Diagnosis address_randomisation(const Subject& subject) {
  return of_text(subject, "kernel", "randomize_va_space", [&](const std::string& level) -> Diagnosis {
    if (fact_of(subject, "process", "address_randomisation").value == "off")
      return {Severity::warning, "switched off for this process (setarch -R)"};
    if (level == "2") return {Severity::ok, "each process gets its own addresses of code, stack and heap"};
    if (level == "1") return {Severity::note, "each process gets its own addresses, but the heap is at a fixed one"};
    return {Severity::warning, "switched off (randomize_va_space is " + level + ")"};
  });
}

Diagnosis uptime(const Subject& subject) {
  return of_number(subject, "load", "uptime_seconds", [](double seconds) -> Diagnosis {
    constexpr double settled = 300;
    return {seconds >= settled ? Severity::ok : Severity::note, fmt::format("booted {:.0f} minutes ago", seconds / 60)};
  });
}

constexpr std::array checks{
    Check{
        "hypervisor", "Virtual machine",
        "Other guests share caches, memory and cores unseen: nanoseconds of two days or two hosts cannot be compared.",
        "measure on real hardware for numbers to cite",
        "nothing can be done inside; rely on ratios of this run, and repeat it at another time of day: memlore compare",
        hypervisor},
    Check{"cpu_isolation",
          "Isolated CPU",
          "A task on the worker's CPU stops the worker in the middle of a block, and the round is set aside.",
          "boot with isolcpus=<CPU>; memlore pins the worker to an isolated CPU",
          {},
          cpu_isolation},
    Check{"tickless",
          "CPU without a tick",
          "The tick stops the worker some hundred times a second, for some microseconds, in every arm alike.",
          "boot with nohz_full=<CPU> rcu_nocbs=<CPU>",
          {},
          tickless},
    Check{"tick_rate",
          "Rate of the tick",
          "Each tick costs the block it falls into some microseconds.",
          "boot a kernel with CONFIG_HZ=250, or nohz_full=<CPU>",
          {},
          tick_rate},
    Check{"preemption",
          "Kernel preemption",
          "A kernel that preempts eagerly takes the CPU from the worker more often, and its locks cost more.",
          "boot with preempt=voluntary",
          {},
          preemption},
    Check{"interrupt_balancer",
          "Interrupt balancing",
          "Interrupts that move from CPU to CPU hit the worker in some processes and not in others.",
          "systemctl stop irqbalance",
          {},
          interrupt_balancer},
    Check{"nmi_watchdog",
          "NMI watchdog",
          "The watchdog takes one of the few hardware counters and interrupts the CPU regularly.",
          "sysctl kernel.nmi_watchdog=0",
          {},
          nmi_watchdog},
    Check{"address_randomisation",
          "Randomised addresses",
          "With fixed addresses every process has the same ones, and their luck looks like an effect of the arm.",
          "sysctl kernel.randomize_va_space=2, and do not start memlore under setarch -R",
          {},
          address_randomisation},
    Check{"uptime",
          "Time since boot",
          "Shortly after boot, services still start, index and update.",
          "wait some minutes",
          {},
          uptime},
};

}  // namespace

std::span<const Check> kernel_checks() { return checks; }

}  // namespace memlore::doctor
