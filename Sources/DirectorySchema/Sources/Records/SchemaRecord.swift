/// One record of a schema file: an entry, or a change of one.
struct SchemaRecord {
    /// One line of it, unfolded and decoded.
    struct Value {
        /// The attribute in lower case.
        let key: String
        /// The attribute as it is written.
        var name: String = ""
        let bytes: ArraySlice<UInt8>
        /// Where it begins in the file.
        let offset: Int
        let line: Int

        /// The value as text, without the blanks that schema scripts have at the ends of lines.
        var text: String {
            var bytes = bytes
            while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// A value that a record implies.
        static func objectClass(_ name: String, _ record: SchemaRecord) -> Value {
            Value(key: "objectclass", bytes: Array(name.utf8)[...], offset: 0, line: record.line)
        }
    }

    var dn: String?
    var values: [Value] = []
    let line: Int
    /// A line of one hyphen, which ends one change of an attribute, as an index into the values.
    var separators: [Int] = []

    func first(_ key: String) -> String? { values.first { $0.key == key }?.text }
}
