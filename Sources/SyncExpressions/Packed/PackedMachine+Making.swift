import Directory

/// Values that are not part of the entry and have to be made, in the machine's own memory.
extension PackedMachine {
    func made(_ step: PackedInstruction, _ run: Run) -> PackedValue {
        if step.operation == .concatenate { return joined(value(step.first, run), value(step.second, run)) }
        let value = value(step.first, run)
        guard value.kind != .undecided, value.kind != .null else { return value }
        switch step.operation {
        case .plain:
            switch value.kind {
            case .text, .reference: return .text(value.bytes)
            case .number: return written(value.number).map { .text($0) } ?? .undecided
            default: return .undecided
            }
        case .reference:
            guard value.isText, value.bytes.contains(UInt8(ascii: "=")) else { return .undecided }
            return PackedValue(kind: .reference, isASCII: value.isASCII, bytes: value.bytes)
        case .component: return value.isText ? component(value.bytes) : .undecided
        case .moment:
            guard value.kind == .number, CivilTime.moments.contains(value.number) else { return .undecided }
            return PackedValue(kind: .moment, number: value.number)
        case .format:
            guard value.kind == .moment else { return .undecided }
            let pattern = run.constant(step.second, step.third)
            return formatted(CivilTime(FileTime(ticks: value.number)), pattern)
        case .base64: return value.kind == .binary ? base64(value.bytes) : .undecided
        case .hexadecimal: return value.isText ? hexadecimal(value.bytes) : .undecided
        case .sid: return value.kind == .binary ? sid(value.bytes) : .undecided
        default: return .undecided
        }
    }

    private func joined(_ left: PackedValue, _ right: PackedValue) -> PackedValue {
        guard left.isText || left.kind == .null, right.isText || right.kind == .null else { return .undecided }
        // Where the left part was made last, the right one is put behind it.
        let isLast =
            left.bytes.baseAddress.map { $0 + left.bytes.count }
            == scratch.baseAddress.map { UnsafeRawPointer($0 + used) }
        if isLast, left.bytes.count > 0, let start = left.bytes.baseAddress {
            guard let room = room(right.bytes.count) else { return .undecided }
            room.copyMemory(from: right.bytes)
            return .text(UnsafeRawBufferPointer(start: start, count: left.bytes.count + right.bytes.count))
        }
        guard let room = room(left.bytes.count + right.bytes.count) else { return .undecided }
        room.copyMemory(from: left.bytes)
        UnsafeMutableRawBufferPointer(rebasing: room[left.bytes.count...]).copyMemory(from: right.bytes)
        return .text(UnsafeRawBufferPointer(room))
    }

    private static let hexadecimalDigits: StaticString = "0123456789ABCDEF"
    private static let base64Digits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    private func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> PackedValue {
        guard let room = room(2 * bytes.count) else { return .undecided }
        let digits = Self.hexadecimalDigits.utf8Start
        for place in 0..<bytes.count {
            room[2 * place] = digits[Int(bytes[place] >> 4)]
            room[2 * place + 1] = digits[Int(bytes[place] & 15)]
        }
        return .text(UnsafeRawBufferPointer(room))
    }

    private func base64(_ bytes: UnsafeRawBufferPointer) -> PackedValue {
        guard let room = room((bytes.count + 2) / 3 * 4) else { return .undecided }
        let digits = Self.base64Digits.utf8Start
        var output = 0
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            let second = count > 1 ? UInt32(bytes[start + 1]) : 0
            let third = count > 2 ? UInt32(bytes[start + 2]) : 0
            let word = UInt32(bytes[start]) << 16 | second << 8 | third
            room[output] = digits[Int(word >> 18)]
            room[output + 1] = digits[Int(word >> 12 & 63)]
            room[output + 2] = count > 1 ? digits[Int(word >> 6 & 63)] : UInt8(ascii: "=")
            room[output + 3] = count > 2 ? digits[Int(word & 63)] : UInt8(ascii: "=")
            output += 4
        }
        return .text(UnsafeRawBufferPointer(room))
    }

    /// A security identifier as `SecurityIdentifier` writes it; one with an authority of more than 32 bits is not decided.
    private func sid(_ bytes: UnsafeRawBufferPointer) -> PackedValue {
        guard bytes.count >= 8, bytes[0] == 1, bytes[1] <= 15, bytes.count == 8 + 4 * Int(bytes[1]), bytes[2] == 0,
            bytes[3] == 0
        else { return .undecided }
        let start = used
        guard put("S-1-") != nil else { return .undecided }
        var authority: Int64 = 0
        for place in 4..<8 { authority = authority << 8 | Int64(bytes[place]) }
        guard written(authority) != nil else { return .undecided }
        for place in stride(from: 8, to: bytes.count, by: 4) {
            guard let dash = room(1) else { return .undecided }
            dash[0] = 0x2D
            let part = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
            guard written(Int64(part)) != nil else { return .undecided }
        }
        return .text(UnsafeRawBufferPointer(rebasing: scratch[start..<used]))
    }

    private func formatted(_ time: CivilTime, _ pattern: UnsafeRawBufferPointer) -> PackedValue {
        guard CivilTime.years.contains(time.year), let room = room(4 * pattern.count) else { return .undecided }
        var output = 0
        func put(_ number: Int, _ width: Int) {
            var rest = number
            for place in (output..<output + width).reversed() {
                room[place] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
                rest /= 10
            }
            output += width
        }
        for byte in pattern {
            switch byte {
            case PlainDatePattern.Part.year: put(time.year, 4)
            case PlainDatePattern.Part.month: put(time.month, 2)
            case PlainDatePattern.Part.day: put(time.day, 2)
            case PlainDatePattern.Part.hour: put(time.hour, 2)
            case PlainDatePattern.Part.minute: put(time.minute, 2)
            case PlainDatePattern.Part.second: put(time.second, 2)
            default:
                room[output] = byte
                output += 1
            }
        }
        return .text(UnsafeRawBufferPointer(rebasing: room[..<output]))
    }

    /// Whether a byte is one of `"`, `#`, `+`, `,`, `;` and `\`: five bits of a word, and one byte more.
    @inline(__always)
    private static func endsPlainValue(_ byte: UInt8) -> Bool {
        byte < 64 ? 0x0800_180C_0000_0000 &>> UInt64(byte) & 1 != 0 : byte == UInt8(ascii: "\\")
    }

    /// The value of the first component of a name in which nothing is escaped, quoted or encoded; others are not decided.
    private func component(_ name: UnsafeRawBufferPointer) -> PackedValue {
        var first: UnsafeRawBufferPointer?
        var place = 0
        while place < name.count {
            let start = place
            while place < name.count, ASCII.isLetter(name[place]) { place += 1 }
            guard place > start, place < name.count, name[place] == UInt8(ascii: "=") else { return .undecided }
            place += 1
            let value = place
            while place < name.count, !Self.endsPlainValue(name[place]) { place &+= 1 }
            guard place == name.count || name[place] == UInt8(ascii: ",") else { return .undecided }
            guard place > value, name[value] != 0x20, name[place - 1] != 0x20 else { return .undecided }
            if first == nil { first = UnsafeRawBufferPointer(rebasing: name[value..<place]) }
            if place < name.count {
                place += 1
                guard place < name.count else { return .undecided }
            }
        }
        return first.map { .text($0) } ?? .undecided
    }
}
