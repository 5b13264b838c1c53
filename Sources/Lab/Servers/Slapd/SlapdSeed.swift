import Directory

/// Entries as slapadd takes them: with the class that allows everything, without what slapd says itself.
struct SlapdSeed {
    let text: String

    private static let own: Set<AttributeName> = [
        "structuralObjectClass", "subschemaSubentry", "createTimestamp", "modifyTimestamp", "distinguishedName",
        "dITContentRules", "attributeTypes", "objectClasses",
    ]

    init(_ records: [LDIFRecord]) {
        text = LDIFWriter.write(records.map(Self.prepared), hasVersion: false)
    }

    static func prepared(_ record: LDIFRecord) -> LDIFRecord {
        let marker = LDIFRecord.Value(name: "objectClass", bytes: Array(SlapdSchema.anything.utf8))
        return LDIFRecord(dn: record.dn, values: [marker] + record.values.filter { !own.contains($0.name) })
    }
}
