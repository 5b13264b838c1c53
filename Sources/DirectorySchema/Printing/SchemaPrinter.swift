public import Directory

/// Writes a schema as LDIF from which the same schema is read again.
public enum SchemaPrinter {
    /// The records: entries where the schema is one of entries, else one subschema entry.
    public static func records(_ schema: SchemaSnapshot) -> [LDIFRecord] {
        let entries = SchemaRecords.records(of: schema)
        guard entries.isEmpty else {
            return entries.map { record in
                LDIFRecord(
                    dn: record.dn ?? "",
                    values: record.values.map { LDIFRecord.Value(name: AttributeName($0.name), bytes: Array($0.bytes)) }
                )
            }
        }
        var values = [value("cn", "subschema"), value("objectClass", "subschema")]
        for kind in DefinitionKind.allCases {
            values += texts(schema, kind).map { value(kind.attribute, $0) }
        }
        return [LDIFRecord(dn: "cn=subschema", values: values)]
    }

    /// The definitions of one kind on a line each.
    public static func texts(_ schema: SchemaSnapshot, _ kind: DefinitionKind) -> [String] {
        switch kind {
        case .attributeType: schema.attributes.map { DefinitionPrinter.text($0.definition) }
        case .objectClass: schema.classes.map { DefinitionPrinter.text($0.definition) }
        default: schema.supporting.filter { $0.kind == kind }.map { DefinitionPrinter.text($0.definition) }
        }
    }

    private static func value(_ name: String, _ text: String) -> LDIFRecord.Value {
        LDIFRecord.Value(name: AttributeName(name), bytes: Array(text.utf8))
    }
}
