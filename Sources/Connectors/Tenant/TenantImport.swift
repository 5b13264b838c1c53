public import CloudTenant
public import Directory
public import SyncEngine
public import SyncRules

/// Understands what is read from the tenant: an export is certain only when an import has shown it.
public struct TenantImport: Sendable {
    /// Returned of every object, also where nobody sent it.
    private static let sourceAnchor: AttributeName = "sourceAnchor"

    private let connector: ConnectorID
    private let table: AttributeTable

    /// Prepares an import; `table` is the one that the images' entries belong to.
    public init(of connector: ConnectorID, table: AttributeTable) {
        self.connector = connector
        self.table = table
    }

    /// The attributes of which the tenant shows values although nothing was exported of them.
    ///
    /// What the tenant tells of every object by itself is none of these.
    public func beside(_ image: ExportImage, _ object: SyncedObject) -> Set<AttributeName> {
        let shown = object.values.lazy.filter { !$0.value.isEmpty }.map { AttributeName($0.key) }
        let exported = image.entry.attributes.compactMap(table.name)
        return Set(shown).subtracting(exported).subtracting(SyncedObject.told).subtracting([Self.sourceAnchor])
    }

    /// What became of an exported object, as the tenant shows it.
    ///
    /// `emptied` are the attributes that should have no values although nothing was exported of them.
    public func finding(
        _ image: ExportImage,
        _ object: SyncedObject?,
        emptied: Set<AttributeName> = []
    ) -> TenantComparison.Finding {
        guard let object else { return .missing }
        var differences: [AttributeID: [[UInt8]]] = [:]
        let known = Dictionary(object.values.map { (AttributeName($0.key), $0.value) }) { first, _ in first }
        for attribute in image.entry.attributes {
            guard let name = table.name(of: attribute) else { continue }
            guard let values = known[name] ?? (object.isWhole ? [] : nil) else { continue }
            let theirs = values.map { Array($0) }
            if Set(theirs) != Set(image.entry.values(of: attribute).map { Array($0) }),
                !SyncedObject.told.contains(name)
            {
                differences[attribute] = theirs
            }
        }
        for name in emptied {
            guard let values = known[name], !values.isEmpty, let attribute = table.identifier(for: name) else {
                continue
            }
            differences[attribute] = values.map { Array($0) }
        }
        guard !differences.isEmpty else { return .same }
        let entry = image.entry.replacing(Array(differences.keys)) { attribute in
            (differences[attribute] ?? []).map { ArraySlice($0) }
        }
        return .different(entry, differences.keys.compactMap(table.name).sorted())
    }

    /// An object of the tenant that nothing was exported of from here.
    ///
    /// What the tenant tells of every object by itself is left out, and so is an attribute that the table has no number left
    /// for: no rule writes them.
    public func disconnector(_ object: SyncedObject) -> Disconnector {
        var packer = EntryPacker()
        packer.begin(dn: "")
        var empty: [AttributeID] = []
        for (name, values) in object.values.sorted(by: { $0.key < $1.key }) {
            let name = AttributeName(name)
            guard !SyncedObject.told.contains(name), let attribute = table.identifier(for: name) else { continue }
            if values.isEmpty { empty.append(attribute) }
            for value in values { packer.add(attribute, value) }
        }
        return Disconnector(
            connector: connector,
            anchor: object.anchor,
            objectClass: AttributeName(object.objectClass),
            entry: packer.finish(),
            empty: object.isWhole ? nil : empty.sorted()
        )
    }

    /// The partition of the tenant's connector space that has the objects of the cloud.
    public static let cloud = "cloud"

    /// What the tenant returns of an object, for the rules inwards; nothing of attributes that none of them reads.
    ///
    /// Objects of the cloud have a partition of their own.
    public func returned(
        _ object: SyncedObject,
        _ attributes: Set<AttributeName>,
        ofCloud: Bool = false
    ) -> ConnectorSpaceObject {
        let anchor = Array(object.anchor.utf8)
        var packer = EntryPacker()
        packer.begin(dn: "CN={\(ASCII.hex(anchor))}")
        for (name, values) in object.values.sorted(by: { $0.key < $1.key })
        where attributes.contains(AttributeName(name)) {
            guard let attribute = table.identifier(for: AttributeName(name)) else { continue }
            for value in values { packer.add(attribute, value) }
        }
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(
                connector: connector,
                partition: ofCloud ? Self.cloud : "",
                anchor: anchor
            ),
            objectClass: AttributeName(object.objectClass),
            entry: packer.finish()
        )
    }
}
