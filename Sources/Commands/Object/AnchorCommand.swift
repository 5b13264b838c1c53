import ArgumentParser
import Diagnostics
import WizardTasks

/// The command `dryad anchor`.
struct AnchorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchor",
        abstract: "Print every form of an anchor: GUID, hexadecimal, immutable id, LDAP filter, name in the tenant.",
        discussion: """
            The value may be any of them: a GUID with or without dashes and braces, hexadecimal digits as the directory \
            stores them, an immutable id in base64, the escaped bytes of an LDAP filter, CN={…} of the tenant's connector \
            space, or another source anchor. 32 digits are read both ways.
            """
    )

    @Argument(help: "The anchor, in whatever form.")
    var value: String
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !value.isEmpty else { throw ValidationError("An anchor has at least one character.") }
    }

    func run() throws { try output.show(AnchorReport(result: AnchorForms(value))) }
}

/// The forms of an anchor.
struct AnchorReport: Report {
    static let kind = "anchor"
    let result: AnchorForms

    func text(_ style: Style) -> String {
        result.readings.map { reading in
            let rows = [
                ("GUID", reading.guid), ("hexadecimal", reading.hex), ("immutable id", reading.immutableID),
                ("LDAP filter", reading.filter), ("name by GUID", reading.guidName),
                ("name in the tenant", reading.tenantName),
            ]
            var lines = [style.strong("read as \(reading.kind)")]
            for (title, value) in rows {
                guard let value else { continue }
                lines.append("  " + title + String(repeating: " ", count: 20 - title.count) + Terminal.visible(value))
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}
