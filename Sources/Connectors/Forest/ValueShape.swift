import Directory

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

    /// Whether bytes are a distinguished name.
    ///
    /// One pass is enough for nearly all names. What it is not sure of - values that are quoted, encoded or escaped in
    /// hexadecimal, types that are OIDs, blanks within a type - is read as names are read everywhere.
    static func isName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        isPlainName(bytes) || isText(bytes) && DistinguishedName(String(decoding: bytes, as: UTF8.self)) != nil
    }

    /// Whether bytes are certainly a name; `false` says nothing.
    private static func isPlainName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var isType = true
        // Whether nothing but blanks has come of the type or the value.
        var isFirst = true
        var seen: UInt8 = 0
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if isType {
                if byte == UInt8(ascii: "="), !isFirst {
                    (isType, isFirst) = (false, true)
                } else if isFirst ? ASCII.isLetter(byte) : ASCII.isKeyCharacter(byte) {
                    isFirst = false
                } else if byte != 0x20 || !isFirst {
                    return false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "+"): (isType, isFirst) = (true, true)
            case UInt8(ascii: "\\"):
                guard place < bytes.count, ASCII.hexValue(bytes[place]) == nil else { return false }
                seen |= bytes[place]
                place += 1
                isFirst = false
            case UInt8(ascii: "\"") where isFirst, UInt8(ascii: "#") where isFirst: return false
            default:
                seen |= byte
                if byte != 0x20 { isFirst = false }
            }
        }
        return !isType && (seen < 0x80 || isText(bytes))
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
