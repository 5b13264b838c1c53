import Directory

/// How the attributes of a table begin in a batch, such as `,"mail":[`: made once for as many names as the table has.
struct AttributeKeys {
    /// The table.
    let table: AttributeTable
    private var bytes: [UInt8] = []
    /// Where each key ends; the first begins at 0, each other where the one before ends.
    private var ends: [Int] = [0]

    init(_ table: AttributeTable) {
        self.table = table
        var buffer = JSONBuffer(reserving: 0)
        var length = 0
        for name in table.names {
            buffer.write(atMost: JSONCursor.room(name.spelling.utf8.count)) { cursor in
                let start = cursor.place
                cursor.put(",")
                cursor.text(name.spelling)
                cursor.copy(":[")
                length += cursor.place - start
            }
            ends.append(length)
        }
        bytes = buffer.finish()
    }

    /// How many attributes have a key.
    var count: Int { ends.count - 1 }

    /// Lends the keys.
    func withKeys<Result>(_ body: (Lent) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in ends.withUnsafeBufferPointer { body(Lent(bytes: bytes, ends: $0)) } }
    }

    /// Keys lent for the time of a closure.
    struct Lent {
        fileprivate let bytes: UnsafeRawBufferPointer
        fileprivate let ends: UnsafeBufferPointer<Int>

        /// The key of an attribute; nothing where the table did not have it.
        @inline(__always)
        subscript(_ attribute: AttributeID) -> UnsafeRawBufferPointer? {
            let number = Int(attribute.rawValue)
            guard number + 1 < ends.count else { return nil }
            return UnsafeRawBufferPointer(rebasing: bytes[ends[number]..<ends[number + 1]])
        }
    }
}
