/// Names in the tenant, one after another, each found by where it begins.
///
/// Nearly all of them are `CN={…}` around the hexadecimal digits of a source anchor: those stand as the bytes that the digits
/// mean, half as long; and where these are base64 of sixteen bytes, as they are nearly always, as those.
struct PackedNames {
    private static let start = Array("CN={".utf8)
    /// The bit of a head that says that digits were packed; the others say how many bytes follow.
    private static let packed: UInt8 = 0x80
    /// The head of a name of which sixteen bytes follow.
    private static let anchor: UInt8 = 0xFF
    /// The head of a name that says in four more bytes how long it is.
    private static let long: UInt8 = 0x7F

    private var bytes: [UInt8] = []

    /// Makes room for so many more names as most are.
    mutating func reserve(_ number: Int) { bytes.reserveCapacity(bytes.count + 26 * number) }

    /// Adds a name, and says where it begins.
    mutating func append(_ name: ArraySlice<UInt8>) -> Int {
        let begin = bytes.count
        if let digits = Self.digits(of: name) {
            bytes.append(Self.packed | UInt8(truncatingIfNeeded: digits.count / 2))
            var place = digits.startIndex
            while place < digits.endIndex {
                bytes.append(Self.value(digits[place]) << 4 | Self.value(digits[place + 1]))
                place += 2
            }
            shorten(begin)
        } else {
            if name.count < Int(Self.long) {
                bytes.append(UInt8(truncatingIfNeeded: name.count))
            } else {
                bytes.append(Self.long)
                for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: name.count >> shift)) }
            }
            bytes += name
        }
        return begin
    }

    /// Puts sixteen bytes in place of base64 of them, which has been packed as the last name.
    private mutating func shorten(_ begin: Int) {
        guard let numbers = AnchorText.numbers(of: bytes[(begin + 1)...]) else { return }
        bytes.removeLast(AnchorText.length)
        bytes[begin] = Self.anchor
        withUnsafeBytes(of: numbers.high) { bytes += $0 }
        withUnsafeBytes(of: numbers.low) { bytes += $0 }
    }

    /// Lends the name that begins at a place.
    func with<Result>(_ begin: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let head = bytes[begin]
        guard head & Self.packed != 0 else {
            let first = head == Self.long ? begin + 5 : begin + 1
            let count = head == Self.long ? longCount(begin) : Int(head)
            return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[first..<first + count])) }
        }
        guard head == Self.anchor else {
            return with(digitsOf: Int(head & ~Self.packed), { bytes[begin + 1 + $0] }, body)
        }
        let (high, low) = bytes.withUnsafeBytes {
            (
                $0.loadUnaligned(fromByteOffset: begin + 1, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: begin + 9, as: UInt64.self)
            )
        }
        return with(digitsOf: AnchorText.length, { AnchorText.character($0, of: high, low) }, body)
    }

    /// Lends the name around the digits of so many bytes.
    private func with<Result>(
        digitsOf count: Int,
        _ packed: (Int) -> UInt8,
        _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * count + 5) { name in
            for (place, byte) in Self.start.enumerated() { name[place] = byte }
            for place in 0..<count {
                let byte = packed(place)
                name[4 + 2 * place] = Self.digit(byte >> 4)
                name[5 + 2 * place] = Self.digit(byte & 15)
            }
            name[2 * count + 4] = UInt8(ascii: "}")
            return body(UnsafeRawBufferPointer(name))
        }
    }

    private func longCount(_ begin: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[begin + 1 + $1]) << (8 * $1) }
    }

    /// The digits of a name that can be packed: upper-case ones, as `ASCII.hex` writes them, two for each byte.
    private static func digits(of name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard name.count >= 5, name.last == UInt8(ascii: "}"), name.starts(with: start) else { return nil }
        let digits = name.dropFirst(4).dropLast()
        guard digits.count.isMultiple(of: 2), digits.count / 2 < Int(anchor & ~packed), digits.allSatisfy(isDigit)
        else {
            return nil
        }
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) }

    private static func value(_ digit: UInt8) -> UInt8 { digit < 0x41 ? digit - 0x30 : digit - 0x37 }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
