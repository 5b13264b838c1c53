import Directory

/// Conditions: whether they hold, as one byte. The shapes that filters are made of are decided where the bytes lie,
/// without a value being made of each part.
extension PackedMachine {
    enum Truth: UInt8 {
        case no
        case yes
        /// It is for the evaluator of whole values to say.
        case undecided

        init(_ holds: Bool) { self = holds ? .yes : .no }

        var opposite: Truth {
            switch self {
            case .no: .yes
            case .yes: .no
            case .undecided: .undecided
            }
        }
    }

    /// Whether a condition holds, as `Conversion.truth` of its value.
    func holds(_ root: Int32, _ run: Run) -> Truth {
        var place = root
        while true {
            let step = run.instructions[Int(place)]
            switch step.operation {
            case .or:
                let left = holds(step.first, run)
                guard left == .no else { return left }
                // The builder puts chains so that the rest is on the right.
                place = step.second
            case .and:
                let left = holds(step.first, run)
                guard left == .yes else { return left }
                place = step.second
            case .not: return holds(step.first, run).opposite
            case .begins: return begins(step, run)
            case .isText: return isText(step, run)
            case .hasBits: return hasBits(step, run)
            case .contains: return contains(step, run)
            case .isNull, .isPresent, .isNullOrEmpty, .isString: return test(step, run)
            case .truth: place = step.first
            default:
                let truth = truth(value(place, run))
                return truth.kind == .boolean ? Truth(truth.number != 0) : .undecided
            }
        }
    }

    /// The one value of an attribute of text.
    private enum Single {
        case none
        case one(UnsafeRawBufferPointer)
        case several
    }

    @inline(__always)
    private func only(_ step: PackedInstruction, _ run: Run) -> Single {
        let stored = run.view.stored(AttributeID(rawValue: UInt16(truncatingIfNeeded: step.first)))
        if stored.isEmpty { return .none }
        guard stored.count >= 8, stored.loadUnaligned(as: UInt32.self) == UInt32(littleEndian: 1),
            stored.count <= Self.longest
        else { return .several }
        return .one(UnsafeRawBufferPointer(rebasing: stored[8...]))
    }

    /// `Left([x], n) = "…"` of a text of ASCII that is n characters long.
    ///
    /// Bytes before the first that differs decide, whatever stands behind it; a character that is not of ASCII may be a
    /// letter of it in another case.
    private func begins(_ step: PackedInstruction, _ run: Run) -> Truth {
        switch only(step, run) {
        case .none: return .no
        case .several: return .undecided
        case .one(let value): return PackedText.begins(value, run.constant(step.second, step.third))
        }
    }

    /// `[x] = "…"` of a text of ASCII.
    private func isText(_ step: PackedInstruction, _ run: Run) -> Truth {
        switch only(step, run) {
        case .none: return .no
        case .several: return .undecided
        case .one(let value):
            let wanted = run.constant(step.second, step.third)
            let begins = PackedText.begins(value, wanted)
            return begins == .yes && value.count != wanted.count ? .no : begins
        }
    }

    /// `CBool(BitAnd([x], n))` of an attribute of numbers.
    private func hasBits(_ step: PackedInstruction, _ run: Run) -> Truth {
        switch only(step, run) {
        case .none: return .no
        case .several: return .undecided
        case .one(let value): return PackedText.number(value).map { Truth($0 & step.number != 0) } ?? .undecided
        }
    }

    /// `InStr(x, "…") > 0`.
    private func contains(_ step: PackedInstruction, _ run: Run) -> Truth {
        let place = found(step, run)
        return place.kind == .number ? Truth(place.number > 0) : .undecided
    }
}
