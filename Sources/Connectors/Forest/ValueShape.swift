/// What the bytes of a value are, found in one pass over them.
///
/// Every value of every entry of an import is looked at, so that nothing is allocated for those that are as they should be.
enum ValueShape {
    /// Whether bytes are UTF-8.
    static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if isASCII(bytes) { return true }
        var rest = bytes.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid: continue
            case .emptyInput: return true
            case .error: return false
            }
        }
    }

    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        while place + 8 <= bytes.count {
            let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            guard eight & 0x8080_8080_8080_8080 == 0 else { return false }
            place += 8
        }
        while place < bytes.count {
            guard bytes[place] < 0x80 else { return false }
            place += 1
        }
        return true
    }
}
