import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// Makes connector space objects of entries: decides the class, takes the anchor, reports what lacks either or has values
/// that cannot be.
struct ObjectMaker: Sendable {
    private let connector: ConnectorID
    private let partition: String
    private let classifier: EntryClassifier
    private let wanted: Set<AttributeName>
    private let objectClass: AttributeID
    private let objectGUID: AttributeID
    private let values: ValueCheck
    private let scope: ContainerScope
    /// The normalized names of the objects that alone are taken; nothing where all are.
    private let members: Set<String>?
    /// What the whole of a file says against some of its entries; nothing where entries come from a server.
    private let doubts: FileDoubts?

    /// Prepares for one partition.
    init(
        connector: ConnectorID,
        partition: String,
        schema: SchemaSnapshot,
        request: ImportRequest,
        table: AttributeTable,
        scope: ContainerScope = .everything,
        members: Set<String>? = nil,
        doubts: FileDoubts? = nil
    ) throws(ConnectorError) {
        guard let objectClass = table.identifier(for: "objectClass"),
            let objectGUID = table.identifier(for: "objectGUID")
        else { throw ConnectorError(.tableFull, "The store's table of attribute names is full.") }
        self.connector = connector
        self.partition = partition
        self.scope = scope
        self.members = members
        self.doubts = doubts
        self.objectClass = objectClass
        self.objectGUID = objectGUID
        classifier = EntryClassifier(schema)
        wanted = Set(request.classes)
        values = ValueCheck(request.attributes, schema: schema, table: table)
    }

    /// The objects of a page of entries, which may be the first or the last of its partition; entries of classes that no
    /// rule takes are passed over.
    func page(of entries: [PackedEntry], begins: Bool, completes: Bool = false) -> ImportPage {
        var objects: [ConnectorSpaceObject] = []
        var errors: [ObjectError] = []
        var unusable: [[UInt8]] = []
        var last = LastClass()
        var names = PlainNames()
        for entry in entries where isInScope(entry) {
            guard let kind = last.objectClass(of: entry.values(of: objectClass), classifier) else {
                if entry.values(of: objectClass).isEmpty {
                    errors.append(lack("missing-object-class", entry, "\(origin) shows no objectClass of it."))
                    let anchors = Array(entry.values(of: objectGUID))
                    if anchors.count == 1, let anchor = anchors.first { unusable.append(Array(anchor)) }
                }
                continue
            }
            guard wanted.contains(kind) else { continue }
            let anchors = entry.values(of: objectGUID)
            guard let anchor = anchors.first else {
                errors.append(
                    lack(
                        "missing-anchor",
                        entry,
                        doubts == nil
                            ? "It has no objectGUID, or this account may not see it. What is known of it stays as it was."
                            : "It has no objectGUID in the file. What is known of it stays as it was."
                    )
                )
                continue
            }
            guard anchors.count == 1, anchor.count == 16 else {
                errors.append(
                    error(
                        "invalid-anchor",
                        entry,
                        "Its objectGUID is not one value of 16 bytes. What is known of it stays as it was."
                    )
                )
                continue
            }
            if let finding = doubts?.finding(of: entry.dn, anchor: anchor) ?? values.finding(in: entry, &names) {
                errors.append(error(finding.code, entry, finding.message))
                unusable.append(Array(anchor))
                continue
            }
            objects.append(
                ConnectorSpaceObject(
                    identity: ConnectorSpaceIdentity(connector: connector, partition: partition, anchor: Array(anchor)),
                    objectClass: kind,
                    entry: entry
                )
            )
        }
        return ImportPage(
            partition: partition,
            begins: begins,
            completes: completes,
            objects: objects,
            errors: errors,
            unusable: unusable
        )
    }

    /// Whether nothing is left out that has the right class.
    var takesEverything: Bool { scope.isEverything && members == nil }

    /// Whether what lies below an entry that is taken, and was not known, may have been left out so far.
    ///
    /// A container that comes from one that is not read brings objects along of which nothing is told.
    func mayBringOthers(_ entry: PackedEntry) -> Bool {
        guard !scope.isEverything else { return false }
        return entry.values(of: objectClass).contains { value in
            Self.containers.contains(ASCII.lowercased(String(decoding: value, as: UTF8.self)))
        }
    }

    /// Who says what is known of an entry.
    private var origin: String { doubts == nil ? "The server" : "The file" }

    private static let containers = Set(ForestContainer.classes.map(\.folded))

    private func isInScope(_ entry: PackedEntry) -> Bool {
        if !scope.isEverything, !scope.includes(entry.dn) { return false }
        return members?.contains(ForestDomain.normalized(entry.dn)) ?? true
    }

    /// The error of an entry that lacks something; where another entry of a file has its name, it is a part of that one.
    private func lack(_ code: String, _ entry: PackedEntry, _ message: String) -> ObjectError {
        let doubt = doubts?.sharing(entry.dn)
        return error(doubt?.code ?? code, entry, doubt?.message ?? message)
    }

    private func error(_ code: String, _ entry: PackedEntry, _ message: String) -> ObjectError {
        ObjectError(code: code, connector: connector, object: entry.dn, message: message)
    }
}
