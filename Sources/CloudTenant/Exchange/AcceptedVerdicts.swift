import Directory

/// Reads the answer that nearly always comes, in one walk over its bytes: every change accepted, nothing kept back.
///
/// Whatever else stands there, even a blank, is left to the reader that takes any JSON.
struct AcceptedVerdicts {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    /// The verdicts; nothing where the answer is anything else.
    static func read(_ body: [UInt8], expecting count: Int) -> [TenantVerdict]? {
        body.withUnsafeBytes { bytes in
            var reader = AcceptedVerdicts(bytes: bytes)
            return reader.verdicts(count)
        }
    }

    private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private mutating func verdicts(_ count: Int) -> [TenantVerdict]? {
        guard take("{\"verdicts\":[") else { return nil }
        var verdicts: [TenantVerdict] = []
        // No verdict is shorter than its object's identity.
        verdicts.reserveCapacity(min(max(0, count), bytes.count / 36))
        repeat {
            guard let verdict = verdict() else { return nil }
            verdicts.append(verdict)
        } while take(",")
        guard take("]}"), place == bytes.count, verdicts.count == count else { return nil }
        return verdicts
    }

    /// A verdict with three members, each of them once, in any order.
    private mutating func verdict() -> TenantVerdict? {
        guard take("{") else { return nil }
        var isAccepted = false
        var effect: TenantAcceptance.Effect?
        var id: TenantObjectID?
        repeat {
            if !isAccepted, take("\"state\":\"accepted\"") {
                isAccepted = true
            } else if effect == nil, take("\"effect\":\"") {
                effect = self.effect()
                if effect == nil { return nil }
            } else if id == nil, take("\"object\":\"") {
                id = identity()
                if id == nil { return nil }
            } else {
                return nil
            }
        } while take(",")
        guard take("}"), isAccepted, let effect, let id else { return nil }
        return .accepted(TenantAcceptance(id: id, effect: effect))
    }

    /// What was done, up to a quotation mark, which is passed.
    private mutating func effect() -> TenantAcceptance.Effect? {
        // Nearly all of them are one of these.
        if take("created\"") { return .created }
        if take("updated\"") { return .updated }
        let start = place
        while place < bytes.count, ASCII.isLetter(bytes[place]) { place += 1 }
        let word = bytes[start..<place]
        guard take("\"") else { return nil }
        return TenantAcceptance.Effect(rawValue: String(decoding: word, as: UTF8.self))
    }

    /// A dashed identity up to a quotation mark, which is passed.
    private mutating func identity() -> TenantObjectID? {
        guard bytes.count - place > 36 else { return nil }
        var at = place
        var isOne = true
        /// The number that the next digits say.
        func digits(_ count: Int) -> UInt64 {
            var number: UInt64 = 0
            for _ in 0..<count {
                let digit = Self.digit(bytes[at])
                isOne = isOne && digit < 16
                number = number << 4 | UInt64(digit & 0xF)
                at += 1
            }
            return number
        }
        func dash() {
            isOne = isOne && bytes[at] == UInt8(ascii: "-")
            at += 1
        }
        var high = digits(8)
        for _ in 0..<2 {
            dash()
            high = high << 16 | digits(4)
        }
        dash()
        var low = digits(4)
        dash()
        low = low << 48 | digits(12)
        place = at
        return isOne && take("\"") ? TenantObjectID(EntryUUID(high: high, low: low)) : nil
    }

    /// What a hexadecimal digit says; 16 for what is none.
    @inline(__always)
    private static func digit(_ byte: UInt8) -> UInt8 {
        let (number, letter) = (byte &- 0x30, (byte | 0x20) &- 0x61)
        return number < 10 ? number : letter < 6 ? letter + 10 : 16
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - place >= count else { return false }
        let isHere = text.withUTF8Buffer { text in
            for at in 0..<count where bytes[place + at] != text[at] { return false }
            return true
        }
        if isHere { place += count }
        return isHere
    }
}
