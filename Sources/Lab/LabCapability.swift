import Foundation

/// What this machine and this account can run, and why not the rest.
public struct LabCapability: Sendable, Hashable {
    /// The server that `contoso.test` gets unless something else is asked for.
    public let preferred: ServerKind
    /// Why, and what else is worth knowing; a sentence each.
    public let sentences: [String]

    /// Looks around.
    public static func current() -> LabCapability {
        var sentences: [String] = []
        let missing = ["samba", "samba-tool", "patch"].filter { Tool.find($0) == nil }
        let preferred: ServerKind
        if !missing.isEmpty {
            preferred = .slapd
            sentences.append(
                "Samba's domain controller is not installed (\(missing.joined(separator: ", ")) missing), so every forest "
                    + "is served by slapd; apt-get install samba samba-ad-dc samba-ad-provision patch python3-markdown "
                    + "brings it."
            )
        } else if geteuid() != 0 {
            preferred = .slapd
            sentences.append(
                "Samba's domain controller needs root for its ports and its file attributes, and this account is not, so "
                    + "every forest is served by slapd, which needs no root."
            )
        } else {
            preferred = .samba
        }
        if Tool.find("slapd") == nil { sentences.append("slapd is not installed; apt-get install slapd brings it.") }
        let profiles = try? String(contentsOfFile: "/sys/kernel/security/apparmor/profiles", encoding: .utf8)
        if (profiles ?? "").contains("slapd (enforce)") {
            sentences.append(
                "AppArmor confines slapd here: it may not read a lab outside its own folders. Run "
                    + "`aa-complain /usr/sbin/slapd` while you use the lab, or run it in a container."
            )
        }
        return LabCapability(preferred: preferred, sentences: sentences)
    }
}
