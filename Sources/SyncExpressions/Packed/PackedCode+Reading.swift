public import Directory

extension PackedCode {
    /// The attribute whose values a program carries over, and how long a text may be so that nothing is cut off.
    ///
    /// Nothing for programs that do anything else than carrying over, `Trim` and `Left`, and for values that are no text.
    public func cut(_ program: Program) -> (attribute: AttributeID, length: Int64)? {
        let step = instructions[Int(program.root)]
        guard step.operation == .attribute, step.kind == .text else { return nil }
        var length = Int64.max
        for place in Int(step.third)..<Int(step.third + step.second) where instructions[place].operation == .left {
            length = min(length, instructions[place].number)
        }
        return (AttributeID(rawValue: UInt16(truncatingIfNeeded: step.first)), length)
    }

    /// The attributes that a program reads where it decides; nothing where it reads the object's name as well.
    public func attributes(of program: Program) -> Set<AttributeID>? {
        var attributes: Set<AttributeID> = []
        return collect(program.root, &attributes) ? attributes : nil
    }

    private func collect(_ place: Int32, _ attributes: inout Set<AttributeID>) -> Bool {
        let step = instructions[Int(place)]
        switch step.operation {
        case .name: return false
        case .attribute, .begins, .isText, .hasBits:
            attributes.insert(AttributeID(rawValue: UInt16(truncatingIfNeeded: step.first)))
            return true
        case .undecided, .null, .ignore, .authoritativeNull, .text, .number, .boolean: return true
        case .choose:
            return collect(step.first, &attributes) && collect(step.second, &attributes)
                && collect(step.third, &attributes)
        case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .concatenate, .bitAnd,
            .bitOr, .place, .contains:
            return collect(step.first, &attributes) && collect(step.second, &attributes)
        case .trim, .left, .not, .isNull, .isPresent, .isNullOrEmpty, .isString, .truth, .base64, .hexadecimal, .sid,
            .plain,
            .reference, .component, .moment, .format:
            return collect(step.first, &attributes)
        }
    }
}
