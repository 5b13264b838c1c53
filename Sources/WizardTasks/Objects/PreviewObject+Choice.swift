import Directory
import SyncEngine

extension PreviewObject {
    /// How many others are named.
    private static let mostOthers = 5

    /// Which of several objects is tried, and how another one is named; nothing where there is one alone.
    static func choice(
        of member: ConnectorSpaceObject,
        among all: [ConnectorSpaceObject],
        _ spaces: ObjectSpaces
    ) -> String? {
        let others = all.filter { $0.identity != member.identity }
        guard !others.isEmpty else { return nil }
        func named(_ object: ConnectorSpaceObject) -> String {
            "the \(object.objectClass) \(object.entry.dn) of \(spaces.name(of: object.identity.connector))"
        }
        let more = others.count > mostOthers ? ", and \(others.count - mostOthers) more" : ""
        return
            "It is joined from \(all.count) objects, and \(named(member)) is tried. Its DN or GUID in place of the name tries "
            + "another one: " + others.prefix(mostOthers).map(named).joined(separator: ", ") + more + "."
    }
}
