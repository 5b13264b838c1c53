import Directory

/// Single values: conditions, comparisons and the functions that rules use most.
extension PackedMachine {
    func value(_ place: Int32, _ run: Run) -> PackedValue {
        let step = run.instructions[Int(place)]
        switch step.operation {
        case .undecided, .ignore, .authoritativeNull: return .undecided
        case .null: return .null
        case .text:
            return .text(run.constant(step.first, step.second), isASCII: step.number != 0)
        case .number: return .number(step.number)
        case .boolean: return .boolean(step.number != 0)
        case .name:
            let name = run.view.name
            let encoding = PackedText.encoding(name)
            guard name.count <= Self.longest, encoding != .damaged else { return .undecided }
            return .text(name, isASCII: encoding == .ascii)
        case .attribute:
            return step.number == PackedInstruction.Selection.distinct ? .undecided : single(step, run)
        case .trim, .left: return cut(step, value(step.first, run))
        case .choose:
            switch holds(step.first, run) {
            case .yes: return value(step.second, run)
            case .no: return value(step.third, run)
            case .undecided: return .undecided
            }
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return compared(step.operation, value(step.first, run), value(step.second, run))
        case .or, .and, .not, .begins, .isText, .hasBits, .contains, .isNull, .isPresent, .isNullOrEmpty, .isString,
            .truth:
            switch holds(place, run) {
            case .yes: return .boolean(true)
            case .no: return .boolean(false)
            case .undecided: return .undecided
            }
        case .bitAnd, .bitOr: return bits(step, run)
        case .place: return found(step, run)
        case .concatenate, .base64, .hexadecimal, .sid, .plain, .reference, .component, .moment, .format:
            return made(step, run)
        }
    }

    /// Whether a condition holds, as `Conversion.truth`.
    @inline(__always)
    func truth(_ value: PackedValue) -> PackedValue {
        switch value.kind {
        case .boolean: value
        case .null: .boolean(false)
        case .number: .boolean(value.number != 0)
        case .text: value.bytes.isEmpty ? .boolean(false) : .undecided
        case .undecided, .binary, .reference, .moment: .undecided
        }
    }

    private func cut(_ step: PackedInstruction, _ value: PackedValue) -> PackedValue {
        switch value.kind {
        case .null:
            return step.operation == .left ? .text(UnsafeRawBufferPointer(start: nil, count: 0)) : .null
        case .text, .reference:
            if step.operation == .trim { return .text(PackedText.trimmed(value.bytes), isASCII: value.isASCII) }
            let isASCII = isASCII(value)
            return .text(PackedText.first(value.bytes, units: step.number, isASCII: isASCII), isASCII: isASCII)
        default: return .undecided
        }
    }

    private func compared(
        _ operation: PackedInstruction.Operation,
        _ left: PackedValue,
        _ right: PackedValue
    ) -> PackedValue {
        guard left.kind != .undecided, right.kind != .undecided else { return .undecided }
        guard left.kind != .null, right.kind != .null else { return .boolean(false) }
        let order: Int
        switch (left.kind, right.kind) {
        case (.number, _), (_, .number):
            guard let one = number(left), let other = number(right) else { return .undecided }
            order = one < other ? -1 : one == other ? 0 : 1
        case (.boolean, .boolean): order = Int(left.number - right.number)
        case (.text, .text), (.text, .reference), (.reference, .text), (.reference, .reference):
            guard isASCII(left), isASCII(right) else { return .undecided }
            order = PackedText.order(left.bytes, right.bytes)
        default: return .undecided
        }
        return switch operation {
        case .equal: .boolean(order == 0)
        case .notEqual: .boolean(order != 0)
        case .less: .boolean(order < 0)
        case .lessOrEqual: .boolean(order <= 0)
        case .greater: .boolean(order > 0)
        default: .boolean(order >= 0)
        }
    }

    @inline(__always)
    private func isASCII(_ value: PackedValue) -> Bool { value.isASCII || PackedText.isASCII(value.bytes) }

    private func number(_ value: PackedValue) -> Int64? {
        switch value.kind {
        case .number, .boolean: value.number
        case .text: PackedText.number(value.bytes)
        default: nil
        }
    }

    private func bits(_ step: PackedInstruction, _ run: Run) -> PackedValue {
        let (left, right) = (value(step.first, run), value(step.second, run))
        guard let one = left.kind == .null ? 0 : number(left), let other = right.kind == .null ? 0 : number(right)
        else {
            return .undecided
        }
        return .number(step.operation == .bitAnd ? one & other : one | other)
    }

    func found(_ step: PackedInstruction, _ run: Run) -> PackedValue {
        let (text, wanted) = (value(step.first, run), value(step.second, run))
        if text.kind == .null { return .number(0) }
        guard text.isText, wanted.isText, isASCII(wanted) else { return .undecided }
        return PackedText.place(of: wanted.bytes, in: text.bytes, isASCII: isASCII(text)).map { .number($0) }
            ?? .undecided
    }

    // MARK: Presence

    func test(_ step: PackedInstruction, _ run: Run) -> Truth {
        let argument = run.instructions[Int(step.first)]
        guard argument.operation == .attribute, argument.second == 0,
            argument.number == PackedInstruction.Selection.all
        else { return test(step.operation, value(step.first, run)) }
        let values = run.view.values(AttributeID(rawValue: UInt16(truncatingIfNeeded: argument.first)))
        switch step.operation {
        case .isNull: return Truth(values.count == 0)
        case .isPresent: return Truth(isPresent(values, argument.kind))
        case .isNullOrEmpty: return Truth(!isPresent(values, argument.kind))
        default:
            guard values.count > 0, argument.kind != .number else {
                return values.count == 0 ? .no : .undecided
            }
            return Truth(argument.kind == .text)
        }
    }

    /// Empty text is not present; a value of any other kind always is.
    @inline(__always)
    private func isPresent(_ values: StoredValues, _ kind: ValueKind) -> Bool {
        guard kind == .text || kind == .number else { return values.count > 0 }
        return values.contains { !$0.isEmpty }
    }

    private func test(_ operation: PackedInstruction.Operation, _ value: PackedValue) -> Truth {
        guard value.kind != .undecided else { return .undecided }
        let isPresent = value.kind != .null && !(value.kind == .text && value.bytes.isEmpty)
        return switch operation {
        case .isNull: Truth(value.kind == .null)
        case .isPresent: Truth(isPresent)
        case .isNullOrEmpty: Truth(!isPresent)
        default: Truth(value.kind == .text)
        }
    }
}
