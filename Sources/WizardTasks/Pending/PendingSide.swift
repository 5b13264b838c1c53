import Directory
import Foundation
import SQLiteStore
import SyncRules

/// Pending exports from one place, in the form in which two of them are compared.
struct PendingSide: Sendable {
    /// One change.
    struct Change: Sendable, Hashable {
        let operation: String
        let objectClass: String
        let anchor: String
        let label: String
        let values: [String: Value]
    }

    /// One attribute of it.
    struct Value: Sendable, Hashable {
        let attribute: String
        /// The values that come.
        let added: [String]
        /// The values that go; nothing where the place does not say.
        let removed: [String]?
        /// The rule; nothing where the place does not say.
        let rule: String?
    }

    let name: String
    /// The changes by source anchor in small letters where it is hexadecimal, else as it is.
    var changes: [String: Change]
    /// The workspace that they are of; nothing where they come from a file, or from a trial.
    var workspace: Workspace?
    /// When they waited there; nothing where that is now.
    var moment: PendingMoment?
    /// What a person should know before believing them; nothing where there is nothing.
    private(set) var remark: String?

    /// Reads a workspace where the path holds one, else a file of a server.
    static func read(_ path: String, surroundings: Surroundings) async throws -> PendingSide {
        let folder = WorkspaceFolder(path: path)
        guard FileManager.default.fileExists(atPath: folder.configuration) else {
            return PendingSide(name: path, try ServerPending.read(path))
        }
        let workspace = try await Workspace.open(folder, surroundings: surroundings)
        var side = PendingSide(name: path, try await PendingReview.read(workspace))
        side.workspace = workspace
        side.remark = try await PendingBasis.read(workspace).remark
        return side
    }

    init(name: String, _ review: PendingReview) {
        self.name = name
        changes = Dictionary(
            review.changes.map { change in
                let values = change.values.map { value in
                    (
                        value.attribute.lowercased(),
                        Value(
                            attribute: value.attribute,
                            added: value.added,
                            removed: value.removed,
                            rule: value.rule
                        )
                    )
                }
                let one = Change(
                    operation: change.operation,
                    objectClass: change.objectClass,
                    anchor: change.anchor,
                    label: change.label,
                    values: Dictionary(values) { first, _ in first }
                )
                return (change.anchor, one)
            }
        ) { first, _ in first }
    }

    init(name: String, _ export: SpaceExport) {
        self.name = name
        changes = Dictionary(
            export.objects.filter { $0.operation != "none" }.map { object in
                let anchor = ServerPending.anchor(of: object)
                var values: [String: Value] = [:]
                for change in object.changes where change.name.lowercased() != "dn" {
                    values[change.name.lowercased()] = Value(
                        attribute: change.name,
                        added: change.values.filter { !$0.isRemoved }.map { ShownValue.text($0.bytes) }.sorted(),
                        removed: change.replaces
                            ? nil : change.values.filter(\.isRemoved).map { ShownValue.text($0.bytes) }.sorted(),
                        rule: nil
                    )
                }
                // An addition says everything in the object as it should become.
                if object.operation == "add", let desired = object.desired {
                    for (name, all) in desired where values[name.lowercased()] == nil {
                        values[name.lowercased()] = Value(
                            attribute: name,
                            added: all.map { ShownValue.text($0) }.sorted(),
                            removed: nil,
                            rule: nil
                        )
                    }
                }
                let one = Change(
                    operation: object.operation == "replace" ? "update" : object.operation,
                    objectClass: object.objectClass,
                    anchor: anchor,
                    label: ServerPending.label(of: object),
                    values: values
                )
                return (anchor, one)
            }
        ) { first, _ in first }
    }
}
