import Directory
import SQLiteStore
import SyncEngine
import SyncRules

extension ObjectRules {
    /// The connector space objects behind a subject, the one first that a name means.
    ///
    /// A DN or a GUID is that of one object, a security identifier that of one object of a forest. Of those that share a name, one
    /// with flows comes before one that is only joined, such as a foreign security principal: values come from there.
    func meant(by name: ObjectName, _ subject: ObjectSubject) -> [ConnectorSpaceObject] {
        let members = subject.members
        guard members.count > 1 else { return members }
        let table = workspace.store.table
        let level = ObjectName.levels.first { level in
            members.contains { name.matches(level, Entry($0.entry, table: table)) }
        }
        let hasOwn = members.contains { name.isOwn(of: $0, table) }
        func rank(_ object: ConnectorSpaceObject) -> (Int, Int, Int) {
            let isCalled =
                hasOwn
                ? name.isOwn(of: object, table)
                : level.map { name.matches($0, Entry(object.entry, table: table)) } ?? true
            return (isCalled ? 0 : 1, givesValues(object) ? 0 : 1, name.isIdentity(object.identity.anchor) ? 0 : 1)
        }
        let ranked = members.enumerated().map { (rank: rank($0.element), place: $0.offset, object: $0.element) }
        return ranked.sorted {
            ($0.rank.0, $0.rank.1, $0.rank.2, $0.place) < ($1.rank.0, $1.rank.1, $1.rank.2, $1.place)
        }
        .map(\.object)
    }

    /// Whether a rule lets values flow from an object.
    private func givesValues(_ object: ConnectorSpaceObject) -> Bool {
        tracer.scope(of: object).contains { $0.isInScope && !$0.rule.flows.isEmpty }
    }
}
