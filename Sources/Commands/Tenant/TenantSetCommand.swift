import ArgumentParser
import Diagnostics
import WizardTasks

/// The command `dryad tenant set OBJECT ATTRIBUTE [VALUE...]`.
struct TenantSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: """
            Set an attribute that the cloud is the master of, as Exchange Online or a person would; without values it is \
            emptied.
            """,
        discussion: """
            The next import of the tenant reads it, and rules bring it to the metaverse and the forests. Hashes of senders \
            (cloudMSExchSafeSendersHash and its like) are written in Base64, objects by their names in the tenant's connector \
            space, CN={...}, which `dryad anchor` prints. A value that begins with a hyphen stands behind --, such as -- \
            -2147483642.
            """
    )

    @Argument(help: "The object's principal name, address, source anchor or identity in the tenant.")
    var object: String
    @Argument(help: "The attribute, such as cloudMSExchRecipientDisplayType.")
    var attribute: String
    @Argument(help: "The values that it has from then on.")
    var values: [String] = []
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let task = SetCloudAttribute(in: try await workspace.open())
        try output.show(TenantSetReport(result: try await task.run(object, attribute, to: values)))
    }
}

/// What an attribute was, and what it is.
struct TenantSetReport: Report {
    static let kind = "tenant.set"
    let result: SetCloudAttribute.Outcome

    func text(_ style: Style) -> String {
        let who = Terminal.visible(result.label.isEmpty ? result.id : result.label)
        let state =
            result.after == result.before ? "was so already" : result.after.isEmpty ? "is empty now" : "is set"
        var table = TextTable(["attribute", "before", "now"])
        table.add([result.attribute, Self.shown(result.before), Self.shown(result.after)])
        var parts = ["\(result.attribute) of the \(result.objectClass) \(who) \(state).", table.text(style)]
        if !result.isSynchronized {
            parts.append(style.attention("! ") + "The cloud is the object's master: no import reads it.")
        }
        return parts.joined(separator: "\n\n")
    }

    private static func shown(_ values: [String]) -> String { values.isEmpty ? "-" : values.joined(separator: ", ") }
}
