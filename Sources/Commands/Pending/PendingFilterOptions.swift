import ArgumentParser
import WizardTasks

/// Which pending exports are wanted.
struct PendingFilterOptions: ParsableArguments {
    @Option(help: "Only this operation: add, update or delete.")
    var operation: String?
    @Option(name: .customLong("class"), help: "Only this class: user, group, contact or device.")
    var objectClass: String?
    @Option(help: "Only changes of this attribute; * stands for anything.")
    var attribute: String?
    @Option(help: "Only changes caused by rules with this in their name; of updates, their attributes alone.")
    var rule: String?
    @Option(help: "Only objects with this in their name, source anchor or name in the tenant.")
    var who: String?

    var filter: PendingFilter {
        var filter = PendingFilter()
        filter.operation = operation
        filter.objectClass = objectClass
        filter.attribute = attribute
        filter.rule = rule
        filter.who = who
        return filter
    }

    func validate() throws {
        _ = try objectClass.map { try TenantClass.named($0) }
        guard let operation else { return }
        guard ["add", "update", "delete"].contains(operation.lowercased()) else {
            throw ValidationError("--operation is add, update or delete.")
        }
    }
}
