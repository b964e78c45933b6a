#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace memlore::system {
namespace {

struct Sign {
  std::string_view text;
  std::string_view name;
};

/// The signature in CPUID leaf 0x40000000, which hypervisors fill in for guests.
Reading signature_of_cpuid() {
#if defined(__x86_64__)
  std::uint32_t eax = 0;
  std::array<std::uint32_t, 3> words{};
  __cpuid(0x40000000, eax, words[0], words[1], words[2]);
  std::array<char, 12> letters{};
  std::memcpy(letters.data(), words.data(), letters.size());
  constexpr std::array known{Sign{"KVMKVMKVM", "KVM"},       Sign{"Microsoft Hv", "Hyper-V"},
                             Sign{"VMwareVMware", "VMware"}, Sign{"XenVMMXenVMM", "Xen"},
                             Sign{"TCGTCGTCGTCG", "QEMU"},   Sign{"VBoxVBoxVBox", "VirtualBox"},
                             Sign{"ACRNACRNACRN", "ACRN"},   Sign{"bhyve bhyve", "bhyve"}};
  const auto signature = trimmed({letters.data(), letters.size()});
  for (const auto& sign : known) {
    if (signature.starts_with(sign.text)) return present(std::string(sign.name));
  }
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (!signature.empty() && std::ranges::all_of(signature, printable)) return present(std::string(signature));
#endif
  return absent("no signature of a hypervisor");
}

/// The machine's name in the firmware, where it is one of a virtual machine.
Reading product_of_firmware(const MachineFiles& files) {
  constexpr std::array known{Sign{"KVM", "KVM"},
                             Sign{"QEMU", "QEMU"},
                             Sign{"VMware", "VMware"},
                             Sign{"VirtualBox", "VirtualBox"},
                             Sign{"Xen", "Xen"},
                             Sign{"Virtual Machine", "Hyper-V"},
                             Sign{"Bochs", "Bochs"},
                             Sign{"OpenStack", "OpenStack"},
                             Sign{"Google Compute Engine", "Google Compute Engine"},
                             Sign{"Parallels", "Parallels"},
                             Sign{"Apple Virtualization", "Apple Virtualization"}};
  for (const auto* name : {"product_name", "sys_vendor", "board_vendor"}) {
    const auto text = files.read(std::string("/sys/class/dmi/id/") + name);
    for (const auto& sign : known) {
      if (text.value && text.value->find(sign.text) != std::string::npos) return present(std::string(sign.name));
    }
  }
  return absent("the firmware names no virtual machine");
}

Reading hypervisor_of(const MachineFiles& files, int cpu) {
  for (const auto* path : {"/sys/hypervisor/type", "/proc/device-tree/hypervisor/compatible"}) {
    if (auto type = files.read(path); type.value) return type;
  }
  const auto flags = field_of(cpuinfo_of(files, cpu), "flags", "/proc/cpuinfo");
  const auto words = words_of(flags.value.value_or(""));
  const bool flagged = std::ranges::find(words, "hypervisor") != words.end();
  if (flagged && files.live()) {
    if (auto signature = signature_of_cpuid(); signature.value) return signature;
  }
  if (auto product = product_of_firmware(files); product.value) return product;
  if (flagged) return present("unnamed");
  if (flags.value) return present("none");
  return absent("neither CPU flags nor firmware tell");
}

Reading container_of(const MachineFiles& files) {
  if (files.exists("/.dockerenv")) return present("docker");
  if (files.exists("/run/.containerenv")) return present("podman");
  if (auto named = files.read("/run/systemd/container"); named.value) return named;
  const auto cgroup = files.read("/proc/1/cgroup");
  for (const auto* word : {"kubepods", "docker", "containerd", "libpod", "lxc"}) {
    if (cgroup.value && cgroup.value->find(word) != std::string::npos) return present(word);
  }
  return absent("no sign of a container");
}

}  // namespace

Facts virtualization_facts(const MachineFiles& files, int cpu) {
  return {
      to_fact("virtualization", "hypervisor", hypervisor_of(files, cpu)),
      to_fact("virtualization", "container", container_of(files)),
  };
}

}  // namespace memlore::system
