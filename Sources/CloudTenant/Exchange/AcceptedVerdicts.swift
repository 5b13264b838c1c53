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
                guard let word = word() else { return nil }
                effect = TenantAcceptance.Effect(rawValue: String(decoding: word, as: UTF8.self))
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

    /// Letters up to a quotation mark, which is passed.
    private mutating func word() -> UnsafeRawBufferPointer? {
        let start = place
        while place < bytes.count, ASCII.isLetter(bytes[place]) { place += 1 }
        let end = place
        guard take("\"") else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    /// A dashed identity up to a quotation mark, which is passed.
    private mutating func identity() -> TenantObjectID? {
        guard bytes.count - place > 36 else { return nil }
        let start = place
        let identity = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { memory -> TenantObjectID? in
            var at = start
            for number in 0..<16 {
                if number == 4 || number == 6 || number == 8 || number == 10 {
                    guard bytes[at] == UInt8(ascii: "-") else { return nil }
                    at += 1
                }
                guard let high = ASCII.hexValue(bytes[at]), let low = ASCII.hexValue(bytes[at + 1]) else { return nil }
                memory.initializeElement(at: number, to: high << 4 | low)
                at += 2
            }
            return TenantObjectID(bytes: memory)
        }
        place += 36
        return take("\"") ? identity : nil
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
