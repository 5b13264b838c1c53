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
            lines += ["", table(result.healed, "a part of what is kept back").text(style)]
        }
        if !result.otherwise.isEmpty {
            let many = WordList.count(result.otherwise.count, "object shows", "objects show")
            lines += ["", "\(many) something else than before, and still not what was sent."]
            lines += ["", table(result.otherwise, "-").text(style)]
        }
        if result.gone > 0 {
            lines += ["", "\(WordList.count(result.gone, "deleted object is", "deleted objects are")) gone for good."]
        }
        return lines.joined(separator: "\n")
    }

    /// Who it is; `nothing` stands where no attribute is told.
    private func table(_ objects: [ConfigureTenant.Healed], _ nothing: String) -> TextTable {
        var table = TextTable(["who", "attributes", "source anchor", "identity"])
        for one in objects.sorted(by: { ($0.label.lowercased(), $0.id) < ($1.label.lowercased(), $1.id) }) {
            table.add([
                one.label.isEmpty ? "-" : one.label,
                one.attributes.isEmpty ? nothing : one.attributes.joined(separator: ", "), one.anchor ?? "-", one.id,
            ])
        }
        return table
    }
}
