public import Directory

/// Makes a snapshot of the `attributeSchema` and `classSchema` entries below a schema naming context.
///
/// Entries are fed in as they arrive; only the snapshot is kept. Lists may name attributes and classes by OID, as
/// schema update scripts do: they are translated at the end, when everything is known.
public struct ActiveDirectorySchemaReader {
    /// The attributes to ask a server for; nothing else is looked at.
    public static let attributes: [AttributeName] = [
        "objectClass", "lDAPDisplayName", "attributeID", "attributeSyntax", "oMSyntax", "isSingleValued", "rangeLower",
        "rangeUpper", "linkID", "searchFlags", "systemFlags", "isMemberOfPartialAttributeSet", "isDefunct",
        "governsID", "objectClassCategory", "subClassOf", "auxiliaryClass", "systemAuxiliaryClass", "mustContain",
        "systemMustContain", "mayContain", "systemMayContain", "possSuperiors", "systemPossSuperiors",
        "objectVersion", "cn", "schemaIDGUID", "systemOnly",
    ]

    /// The entries to ask a server for.
    public static let filter = SearchFilter.any([
        .equal("objectClass", text: "attributeSchema"), .equal("objectClass", text: "classSchema"),
        .equal("objectClass", text: "dMD"),
    ])

    private let fields: Fields
    private var attributes: [AttributeType] = []
    private var classes: [ObjectClass] = []
    private var unreadable: [UnreadableDefinition] = []
    private var objectVersion: Int64?

    /// Prepares to read entries whose attribute numbers belong to a table; nothing when the table is full.
    public init?(table: AttributeTable) {
        guard let fields = Fields(table: table) else { return nil }
        self.fields = fields
    }

    /// Takes one entry; one that is no part of a schema is passed over.
    public mutating func add(_ entry: PackedEntry) {
        let kinds = entry.values(of: fields.objectClass).map { ASCII.lowercased(String(decoding: $0, as: UTF8.self)) }
        if kinds.contains("attributeschema") {
            addAttribute(entry)
        } else if kinds.contains("classschema") {
            addClass(entry)
        } else if kinds.contains("dmd") {
            objectVersion = fields.number(fields.objectVersion, of: entry) ?? objectVersion
        }
    }

    /// How many definitions have been taken so far.
    public var count: Int { attributes.count + classes.count + unreadable.count }

    /// The snapshot of everything that was taken.
    public func snapshot() -> SchemaSnapshot { snapshot(and: []) }

    /// The same, with what could not be read before it came here.
    func snapshot(and earlier: [UnreadableDefinition]) -> SchemaSnapshot {
        let translation = OIDTranslation(attributes: attributes, classes: classes)
        return SchemaSnapshot(
            origin: .activeDirectory,
            attributes: attributes,
            classes: classes.map(translation.translated),
            unreadable: earlier + unreadable,
            objectVersion: objectVersion
        )
    }

    private mutating func addAttribute(_ entry: PackedEntry) {
        guard let name = fields.text(fields.name, of: entry) else { return reject(entry, "it has no lDAPDisplayName") }
        var attribute = AttributeType(name: AttributeName(name))
        if let text = fields.text(fields.attributeID, of: entry) {
            guard let oid = OID(text) else { return reject(entry, "its attributeID \(text) is not an OID") }
            attribute.oid = oid
        }
        guard let syntax = fields.text(fields.attributeSyntax, of: entry) else {
            return reject(entry, "it has no attributeSyntax")
        }
        attribute.syntax = AttributeSyntax(
            attributeSyntax: syntax,
            omSyntax: fields.number(fields.oMSyntax, of: entry) ?? 0
        )
        for field in [fields.rangeLower, fields.rangeUpper, fields.linkID, fields.searchFlags, fields.systemFlags] {
            if let text = fields.text(field, of: entry), Int64(text) == nil {
                return reject(entry, "\(text) stands where a number has to")
            }
        }
        attribute.isSingleValued = fields.flag(fields.isSingleValued, of: entry)
        attribute.rangeLower = fields.number(fields.rangeLower, of: entry)
        attribute.rangeUpper = fields.number(fields.rangeUpper, of: entry)
        attribute.linkID = fields.number(fields.linkID, of: entry)
        attribute.searchFlags = fields.number(fields.searchFlags, of: entry) ?? 0
        attribute.systemFlags = fields.number(fields.systemFlags, of: entry) ?? 0
        attribute.isInGlobalCatalog = fields.flag(fields.globalCatalog, of: entry)
        attribute.isDefunct = fields.flag(fields.isDefunct, of: entry)
        attribute.commonName = fields.text(fields.commonName, of: entry)
        attribute.schemaGUID = fields.guid(fields.schemaGUID, of: entry)
        attribute.isReadOnly = fields.flag(fields.systemOnly, of: entry) ? true : nil
        attributes.append(attribute)
    }

    private mutating func addClass(_ entry: PackedEntry) {
        guard let name = fields.text(fields.name, of: entry) else { return reject(entry, "it has no lDAPDisplayName") }
        var definition = ObjectClass(name: AttributeName(name))
        if let text = fields.text(fields.governsID, of: entry) {
            guard let oid = OID(text) else { return reject(entry, "its governsID \(text) is not an OID") }
            definition.oid = oid
        }
        if let text = fields.text(fields.objectClassCategory, of: entry), Int64(text) == nil {
            return reject(entry, "its objectClassCategory \(text) is not a number")
        }
        let category = fields.number(fields.objectClassCategory, of: entry) ?? 1
        guard let kind = ObjectClassKind(category: category) else {
            return reject(entry, "its objectClassCategory \(category) means nothing")
        }
        definition.kind = kind
        let superior = fields.text(fields.subClassOf, of: entry).map { AttributeName($0) }
        definition.superior = superior == definition.name ? nil : superior
        definition.auxiliaries = fields.names([fields.auxiliaryClass, fields.systemAuxiliaryClass], of: entry)
        definition.must = fields.names([fields.mustContain, fields.systemMustContain], of: entry)
        definition.may = fields.names([fields.mayContain, fields.systemMayContain], of: entry)
        definition.possibleSuperiors = fields.names([fields.possSuperiors, fields.systemPossSuperiors], of: entry)
        definition.isDefunct = fields.flag(fields.isDefunct, of: entry)
        definition.commonName = fields.text(fields.commonName, of: entry)
        definition.schemaGUID = fields.guid(fields.schemaGUID, of: entry)
        classes.append(definition)
    }

    private mutating func reject(_ entry: PackedEntry, _ reason: String) {
        unreadable.append(UnreadableDefinition(place: entry.dn, reason: reason, text: fields.text(of: entry)))
    }
}
