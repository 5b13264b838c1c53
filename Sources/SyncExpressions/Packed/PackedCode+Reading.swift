public import Directory

extension PackedCode {
    /// The attributes that a program reads where it decides; nothing where it reads the object's name as well.
    public func attributes(of program: Program) -> Set<AttributeID>? {
        var attributes: Set<AttributeID> = []
        return collect(program.root, &attributes) ? attributes : nil
    }

    private func collect(_ place: Int32, _ attributes: inout Set<AttributeID>) -> Bool {
        let step = instructions[Int(place)]
        switch step.operation {
        case .name: return false
        case .attribute:
            attributes.insert(AttributeID(rawValue: UInt16(truncatingIfNeeded: step.first)))
            return true
        case .undecided, .null, .ignore, .authoritativeNull, .text, .number, .boolean: return true
        case .choose:
            return collect(step.first, &attributes) && collect(step.second, &attributes)
                && collect(step.third, &attributes)
        case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .concatenate, .bitAnd,
            .bitOr,
            .place:
            return collect(step.first, &attributes) && collect(step.second, &attributes)
        case .trim, .left, .isNull, .isPresent, .isNullOrEmpty, .isString, .truth, .base64, .hexadecimal, .sid, .plain,
            .reference, .component, .moment, .format:
            return collect(step.first, &attributes)
        }
    }
}
