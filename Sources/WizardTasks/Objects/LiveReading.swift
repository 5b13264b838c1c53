import Connectors
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Reads single objects from the forests at this moment.
struct LiveReading {
    /// An object with the forest that shows it.
    struct Found {
        let forest: ForestConfiguration
        let object: LiveObject
        /// Why imports leave it out, as people have decided; nothing where they do not.
        var exclusion: String?
        /// What the last import that could not take it said of it; nothing where none did.
        var failure: String?

        /// What is told of one that was imported by another name.
        func renamed(_ object: ConnectorSpaceObject) -> String {
            let name = self.object.entry.dn
            guard name != object.entry.dn else {
                return
                    "\(forest.name) shows \(name) by this name now: the last import brought it before it was called so."
            }
            return "\(forest.name) shows it as \(name) now: the last import brought it as \(object.entry.dn)."
        }
    }

    let workspace: Workspace
    let rules: ObjectRules

    /// Looks for an object that no connector space has; forests that could not be asked are told.
    func find(_ name: ObjectName, also: [AttributeName]) async throws -> (found: [Found], failures: [String]) {
        let question = Self.question(name)
        var found: [Found] = []
        var failures: [String] = []
        for forest in workspace.configuration.forests {
            do {
                for object in try await look(question, in: forest, also: also) {
                    var one = Found(forest: forest, object: object)
                    one.exclusion = try await exclusion(object, in: forest)
                    if one.exclusion == nil { one.failure = try await failure(object, in: forest) }
                    found.append(one)
                }
            } catch {
                try Task.checkCancellation()
                failures.append("\(forest.name) could not be asked: \(error)")
            }
        }
        return (found, failures)
    }

    /// The error that lists whom of forests a name may mean that no connector space knows.
    static func ambiguous(_ name: ObjectName, _ found: [Found]) -> TaskError {
        TaskError(
            .ambiguousObject,
            "\"\(name.text)\" means \(found.count) objects that were never imported. Name one by its DN:\n"
                + found.map { "  \($0.forest.name)  \($0.object.entry.dn)" }.joined(separator: "\n")
        )
    }

    /// Reads an object of a connector space again; nothing where the forest does not show it any more.
    func read(_ object: ConnectorSpaceObject, also: [AttributeName]) async throws -> LiveObject? {
        let forest = workspace.configuration.forests.first { $0.connector == object.identity.connector }
        guard let forest, let guid = Optional(object.identity.anchor) else { return nil }
        let found = try await look(.filter(.equal("objectGUID", guid)), in: forest, also: also)
        return found.first { $0.partition == object.identity.partition } ?? found.first
    }

    /// Why an import takes no object of a forest for gone, where it does not.
    func absenceDoubt(in forest: ForestConfiguration) async throws -> String? {
        try await ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
            .reader(forest).absenceDoubt()
    }

    /// What a forest is asked to find the object that is called so.
    static func question(_ name: ObjectName) -> ObjectQuestion { name.dn.map { .name($0) } ?? .filter(name.filter) }

    func look(
        _ question: ObjectQuestion,
        in forest: ForestConfiguration,
        also: [AttributeName]
    ) async throws -> [LiveObject] {
        guard let schema = rules.schema(of: forest.connector) else { return [] }
        let included = AttributeInclusion.attributes(of: rules.active.rules(of: forest.connector))
        let reader = try ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
            .reader(forest)
        return try await reader.lookUp(
            question,
            attributes: Array(Set(included + also)).sorted(),
            schema: schema,
            table: workspace.store.table
        )
    }

    /// Whether an import of a forest takes objects of a class.
    func takes(_ objectClass: AttributeName, of connector: ConnectorID) -> Bool {
        AttributeInclusion.classes(of: rules.active.rules(of: connector)).contains(objectClass)
    }

    /// The object as an import would bring it: of what was asked for besides, nothing.
    func imported(_ found: Found) -> ConnectorSpaceObject? {
        let table = workspace.store.table
        guard let objectClass = found.object.objectClass, let guid = table.existing("objectGUID"),
            let anchor = found.object.entry.values(of: guid).first
        else { return nil }
        let identity = ConnectorSpaceIdentity(
            connector: found.forest.connector,
            partition: found.object.partition,
            anchor: Array(anchor)
        )
        return ConnectorSpaceObject(
            identity: identity,
            objectClass: objectClass,
            entry: included(found.object.entry, of: found.forest.connector)
        )
    }

    /// The part of an entry that an import would ask for.
    func included(_ entry: PackedEntry, of connector: ConnectorID) -> PackedEntry {
        let table = workspace.store.table
        let wanted = Set(
            AttributeInclusion.attributes(of: rules.active.rules(of: connector)) + ["objectClass", "objectGUID"]
        )
        var packer = EntryPacker()
        packer.begin(dn: entry.dn)
        for number in entry.attributes where table.name(of: number).map({ wanted.contains($0) }) ?? false {
            for value in entry.values(of: number) { packer.add(number, value) }
        }
        return packer.finish()
    }
}
