import Directory

extension LDIFRecord {
    /// A record of text values, in the order they are given; empty texts are left out.
    init(_ dn: String, _ texts: KeyValuePairs<AttributeName, String>) {
        self.init(
            dn: dn,
            values: texts.filter { !$0.value.isEmpty }.map { Value(name: $0.key, bytes: Array($0.value.utf8)) }
        )
    }

    /// The record with more values behind its own.
    func adding(_ more: [Value]) -> LDIFRecord { LDIFRecord(dn: dn, values: values + more, line: line) }
}
