import ArgumentParser
import WizardTasks

/// The command `dryad tenant objects`.
struct TenantObjectsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "objects",
        abstract: "List the objects of the tenant, and what of them is kept back."
    )

    @Flag(help: "Only objects of which something is kept back or shown otherwise than it was sent.")
    var attention = false
    @Flag(help: "The deleted objects that can be restored.")
    var deleted = false
    @Option(name: .customLong("class"), help: ArgumentHelp("Only this class: user, group, contact or device."))
    var objectClass: String?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        _ = try objectClass.map { try TenantClass.named($0) }
        guard !attention || !deleted else { throw ValidationError("--attention and --deleted exclude each other.") }
    }

    func run() async throws {
        let selection: TenantListing.Selection = deleted ? .deleted : attention ? .attention : .present
        let wanted = try objectClass.map { try TenantClass.named($0) }
        let listing = try await TenantListing.read(try await workspace.open(), selection, objectClass: wanted)
        try output.show(TenantObjectsReport(result: listing))
    }
}

/// Objects of the tenant.
struct TenantObjectsReport: Report {
    static let kind = "tenant.objects"
    let result: TenantListing

    func text(_ style: Style) -> String {
        guard !result.objects.isEmpty else { return "The tenant has no objects that are asked for." }
        var table = TextTable(["class", "who", "source anchor", "master", "remarks"])
        for object in result.objects {
            let kept = object.keptBack.map { "\($0.attribute) \($0.value) kept back since \($0.since)" }
            let names = object.shadows.filter { shadow in
                !object.keptBack.contains { $0.attribute == shadow.attribute }
            }.map { "\($0.attribute) sent as \($0.sent.joined(separator: ", "))" }
            let remarks =
                kept + names + object.roles.map { "role \($0)" }
                + (object.deletedSince.map { ["deleted since \($0)"] } ?? [])
            table.add([
                object.objectClass, object.label, object.anchor ?? "-", object.isSynchronized ? "forest" : "cloud",
                remarks.joined(separator: "; "),
            ])
        }
        return WordList.count(result.objects.count, "object") + "\n\n" + table.text(style)
    }
}
