import Diagnostics
import WizardTasks

/// What came back, and what is gone for good.
struct TenantSweepReport: Report {
    static let kind = "tenant.sweep"
    let result: ConfigureTenant.Sweep
    /// The domain that was verified, where that brought it about.
    var verified: String?

    func text(_ style: Style) -> String {
        var lines: [String] = []
        if let verified { lines.append("\(Terminal.visible(verified)) \(style.good("is verified")).") }
        if result.healed.isEmpty {
            lines.append(
                verified == nil
                    ? "Nothing that is kept back is free." : "No principal name had been replaced that comes back now."
            )
        } else {
            lines.append("\(WordList.count(result.healed.count, "object shows", "objects show")) again what was sent.")
            var table = TextTable(["source anchor", "attributes", "identity"])
            for one in result.healed {
                table.add([
                    one.anchor ?? "-",
                    one.attributes.isEmpty ? "a part of what is kept back" : one.attributes.joined(separator: ", "),
                    one.id,
                ])
            }
            lines += ["", table.text(style)]
        }
        if result.gone > 0 {
            lines += ["", "\(WordList.count(result.gone, "deleted object is", "deleted objects are")) gone for good."]
        }
        return lines.joined(separator: "\n")
    }
}
