import Directory
import DirectorySchema

@testable import SyncRules

extension ServerExportDiff {
    /// Every difference as a line.
    var lines: [String] {
        changes.map { "\($0.area) \($0.subject): \($0.from ?? "-") > \($0.to ?? "-")" }
            + rules.map { "rules \($0.rule) \($0.action): \($0.parts.map(\.part).joined(separator: ", "))" }
            + reordered.map {
                "order \($0.first.name) < \($0.second.name): \($0.attributes.joined(separator: ", "))"
            }
            + schemas.flatMap { schema in
                schema.diff.changes.map { "schema \(schema.connector) \($0.name) \($0.action)" }
                    + schema.diff.unreadable.map { "schema \(schema.connector) \($0) unreadable" }
            }
    }
}
