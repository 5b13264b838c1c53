import WizardTasks

/// The farm and the tenant's domains.
struct FederationReport: Report {
    static let kind = "federation"
    let result: FederationOverview

    func text(_ style: Style) -> String {
        var parts = ["AD FS farm: \(result.service)"]
        if result.domains.isEmpty { parts.append("The tenant has no domain beside its initial one.") }
        for domain in result.domains {
            var lines = [
                style.strong(domain.name) + (domain.isFederated ? "  federated" : "  managed")
                    + (domain.isVerified ? "" : ", not verified")
            ]
            for part in domain.parts {
                let verdict =
                    part.expected == part.found
                    ? style.good("ok") : style.bad("differs") + ", expected \(part.expected)"
                lines.append("  \(part.name)  \(part.found ?? "nothing")  \(verdict)")
            }
            parts.append(lines.joined(separator: "\n"))
        }
        if !result.notSimulated.isEmpty {
            parts.append(
                (["Not simulated:"] + result.notSimulated.map { "  " + style.faint($0) }).joined(separator: "\n")
            )
        }
        return parts.joined(separator: "\n\n")
    }
}
