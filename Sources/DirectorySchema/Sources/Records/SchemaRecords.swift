import Directory

/// Writes a schema of Active Directory as the records from which it can be read.
enum SchemaRecords {
    /// The records of a schema; none where it is not one of entries.
    static func records(of schema: SchemaSnapshot) -> [SchemaRecord] {
        guard schema.origin == .activeDirectory else { return [] }
        var records: [SchemaRecord] = []
        if let version = schema.objectVersion {
            records.append(record("Schema", "dMD", [("objectVersion", [String(version)])], isContainer: true))
        }
        records += schema.classes.map { record($0.commonName ?? $0.name.spelling, "classSchema", values($0)) }
        records += schema.attributes.map { record($0.commonName ?? $0.name.spelling, "attributeSchema", values($0)) }
        return records
    }

    private static func record(
        _ name: String,
        _ objectClass: String,
        _ values: [(String, [String])],
        isContainer: Bool = false
    ) -> SchemaRecord {
        let above = isContainer ? "CN=Configuration,DC=X" : "CN=Schema,CN=Configuration,DC=X"
        let component = RelativeDistinguishedName(type: "CN", value: name)
        var record = SchemaRecord(dn: "\(component),\(above)", line: 0)
        for (key, texts) in [("objectClass", [objectClass])] + values {
            record.values += texts.map {
                SchemaRecord.Value(
                    key: ASCII.lowercased(key),
                    name: key,
                    bytes: key == "schemaIDGUID" ? (ObjectGUID($0)?.bytes ?? [])[...] : Array($0.utf8)[...],
                    offset: 0,
                    line: 0
                )
            }
        }
        return record
    }

    private static func values(_ attribute: AttributeType) -> [(String, [String])] {
        [
            ("cn", one(attribute.commonName)),
            ("lDAPDisplayName", [attribute.name.spelling]),
            ("attributeID", one(attribute.oid?.dotted)),
            ("attributeSyntax", one(attribute.syntax?.attributeSyntax ?? attribute.syntax?.ldap)),
            ("oMSyntax", one(attribute.syntax?.omSyntax)),
            ("isSingleValued", [attribute.isSingleValued ? "TRUE" : "FALSE"]),
            ("rangeLower", one(attribute.rangeLower)),
            ("rangeUpper", one(attribute.rangeUpper)),
            ("linkID", one(attribute.linkID)),
            ("searchFlags", one(attribute.searchFlags)),
            ("systemFlags", one(attribute.systemFlags)),
            ("isMemberOfPartialAttributeSet", flag(attribute.isInGlobalCatalog)),
            ("systemOnly", flag(attribute.isReadOnly ?? false)),
            ("isDefunct", flag(attribute.isDefunct)),
            ("schemaIDGUID", one(attribute.schemaGUID)),
        ]
    }

    private static func values(_ definition: ObjectClass) -> [(String, [String])] {
        let category =
            switch definition.kind {
            case .structural: "1"
            case .abstract: "2"
            case .auxiliary: "3"
            }
        return [
            ("cn", one(definition.commonName)),
            ("lDAPDisplayName", [definition.name.spelling]),
            ("governsID", one(definition.oid?.dotted)),
            ("objectClassCategory", [category]),
            // The class above all others names itself (MS-ADTS 3.1.1.2.4.2).
            ("subClassOf", [definition.superior?.spelling ?? definition.name.spelling]),
            ("auxiliaryClass", definition.auxiliaries.map(\.spelling)),
            ("mustContain", definition.must.map(\.spelling)),
            ("mayContain", definition.may.map(\.spelling)),
            ("possSuperiors", definition.possibleSuperiors.map(\.spelling)),
            ("isDefunct", flag(definition.isDefunct)),
            ("schemaIDGUID", one(definition.schemaGUID)),
        ]
    }

    private static func one(_ text: String?) -> [String] { text.map { [$0] } ?? [] }

    private static func one(_ number: Int64?) -> [String] { number.map { [String($0)] } ?? [] }

    private static func flag(_ value: Bool) -> [String] { value ? ["TRUE"] : [] }
}
