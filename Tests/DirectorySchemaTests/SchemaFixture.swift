import Directory
import DirectorySchema

/// Small schemas, written as a test needs them.
enum SchemaFixture {
    static func objectClass(
        _ name: AttributeName,
        _ kind: ObjectClassKind = .structural,
        under superior: AttributeName? = "top",
        with auxiliaries: [AttributeName] = [],
        must: [AttributeName] = [],
        may: [AttributeName] = []
    ) -> ObjectClass {
        var definition = ObjectClass(name: name)
        definition.kind = kind
        definition.superior = superior
        definition.auxiliaries = auxiliaries.sorted()
        definition.must = must.sorted()
        definition.may = may.sorted()
        return definition
    }

    static let top = objectClass("top", .abstract, under: nil, must: ["objectClass"])

    static func snapshot(_ classes: [ObjectClass], _ attributes: [AttributeType] = []) -> SchemaSnapshot {
        SchemaSnapshot(origin: .activeDirectory, attributes: attributes, classes: [top] + classes)
    }

    /// Reads entries as a server would have sent them.
    static func read(_ records: [LDIFRecord]) -> SchemaSnapshot? {
        let table = AttributeTable()
        guard var reader = ActiveDirectorySchemaReader(table: table) else { return nil }
        var packer = EntryPacker()
        for record in records { reader.add(record.packed(with: &packer, table: table)) }
        return reader.snapshot()
    }

    /// Reads the values of a subschema entry as a server would have sent them.
    static func subschema(
        attributeTypes: [String],
        objectClasses: [String],
        contentRules: [String] = []
    ) -> SchemaSnapshot {
        SubschemaReader.read { name in
            switch name {
            case "attributeTypes": attributeTypes
            case "objectClasses": objectClasses
            case "dITContentRules": contentRules
            default: []
            }
        }
    }

    static func record(_ dn: String, _ values: KeyValuePairs<AttributeName, String>) -> LDIFRecord {
        LDIFRecord(dn: dn, values: values.map { .init(name: $0.key, bytes: Array($0.value.utf8)) })
    }
}
