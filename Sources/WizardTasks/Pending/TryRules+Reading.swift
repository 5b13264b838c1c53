import Directory
import DirectorySchema
import SyncRules

/// What an import with the rules of a file would bring and the last one has not.
extension TryRules {
    /// One sentence for each forest of which rules as tried read more than those that are there: none of it is known here.
    static func unread(_ before: ObjectRules, _ after: ObjectRules) -> [String] {
        after.workspace.configuration.forests.compactMap { forest in
            let missing = Self.missing(of: forest.connector, before, after)
            guard !missing.isEmpty else { return nil }
            let more = missing.count > 5 ? " and \(missing.count - 5) more" : ""
            let names = missing.prefix(5).joined(separator: ", ")
            return
                "The last import of \(forest.name) did not read \(names)\(more), which the rules as tried do: here it is as if no "
                + "object had it. A run with these rules imports it, and may come to something else."
        }
    }

    private static func missing(of connector: ConnectorID, _ before: ObjectRules, _ after: ObjectRules) -> [String] {
        let (now, then) = (before.active.rules(of: connector), after.active.rules(of: connector))
        let attributes = Set(AttributeInclusion.attributes(of: then)).subtracting(
            AttributeInclusion.attributes(of: now)
        )
        let classes = Set(AttributeInclusion.classes(of: then)).subtracting(AttributeInclusion.classes(of: now))
        // What the schema does not have no import brings.
        let schema = after.schema(of: connector)
        return attributes.filter { schema?.attribute($0) != nil }.sorted().map(\.spelling)
            + classes.filter { schema?.objectClass($0) != nil }.sorted().map { "objects of the class \($0.spelling)" }
    }
}
