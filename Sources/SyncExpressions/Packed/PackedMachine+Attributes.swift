import Directory

/// The values of attributes, all of them for a flow and single ones for everything else.
extension PackedMachine {
    /// Writes the values of an attribute, each cut as the step says.
    func values(
        _ step: PackedInstruction,
        _ run: Run,
        into composer: EntryComposer,
        as destination: AttributeID
    ) -> PackedOutcome {
        let stored = run.view.stored(AttributeID(rawValue: UInt16(truncatingIfNeeded: step.first)))
        guard !stored.isEmpty else {
            // The first of no values is an error, and the evaluator words it.
            return step.number == PackedInstruction.Selection.first ? .undecided : .nothing
        }
        guard stored.count <= Self.mostStored else { return .undecided }
        if step.kind == .text, isUncut(stored, step, run) {
            composer.copy(destination, stored: stored)
            return .written
        }
        if step.kind == .binary, step.second == 0, step.number == PackedInstruction.Selection.all {
            composer.copy(destination, stored: stored)
            return .written
        }
        guard step.kind == .text || step.kind == .number || (step.kind == .reference && step.second > 0) else {
            return .undecided
        }
        let values = StoredValues(stored)
        if values.count > 1, step.number == PackedInstruction.Selection.distinct {
            guard values.count <= 64, !hasRepeats(values, step, run) else { return .undecided }
        }
        return write(values, step, run, stored, into: composer, as: destination)
    }

    /// Whether there is one value, of ASCII, of which nothing is cut off: what most values of most flows are.
    @inline(__always)
    private func isUncut(_ stored: UnsafeRawBufferPointer, _ step: PackedInstruction, _ run: Run) -> Bool {
        guard PackedRun.isUncut(stored, length: .max) else { return false }
        for place in Int(step.third)..<Int(step.third + step.second) {
            let cut = run.instructions[place]
            guard cut.operation == .trim || cut.number >= Int64(stored.count &- 8) else { return false }
        }
        return true
    }

    private func write(
        _ values: StoredValues,
        _ step: PackedInstruction,
        _ run: Run,
        _ stored: UnsafeRawBufferPointer,
        into composer: EntryComposer,
        as destination: AttributeID
    ) -> PackedOutcome {
        let isFirst = step.number == PackedInstruction.Selection.first
        // Nearly always nothing is cut off, and then the values are carried over as they are stored.
        if !isFirst || values.count == 1 {
            var isWhole = true
            var rest = values
            while let value = rest.next() {
                guard let cut = cut(value, step, run)?.bytes else { return .undecided }
                if cut.count != value.count || cut.isEmpty {
                    isWhole = false
                    break
                }
            }
            if isWhole {
                composer.copy(destination, stored: stored)
                return .written
            }
        }
        composer.begin(destination)
        var rest = values
        while let value = rest.next() {
            guard let cut = cut(value, step, run)?.bytes else {
                composer.drop()
                return .undecided
            }
            if !cut.isEmpty { composer.add(cut) }
            if isFirst { break }
        }
        return composer.end() ? .written : .nothing
    }

    /// Whether two values differ in nothing but case once they are cut, or that cannot be told here.
    private func hasRepeats(_ values: StoredValues, _ step: PackedInstruction, _ run: Run) -> Bool {
        var rest = values
        while let value = rest.next() {
            guard let (one, isASCII) = cut(value, step, run), isASCII else { return true }
            var others = rest
            while let next = others.next() {
                guard let other = cut(next, step, run)?.bytes else { return true }
                if one.count == other.count, PackedText.order(one, other) == 0 { return true }
            }
        }
        return false
    }

    /// The part of a value that is left; nothing where it cannot be told here.
    @inline(__always)
    private func cut(
        _ value: UnsafeRawBufferPointer,
        _ step: PackedInstruction,
        _ run: Run
    ) -> (bytes: UnsafeRawBufferPointer, isASCII: Bool)? {
        if step.kind == .number {
            guard PackedText.number(value) != nil else { return nil }
        }
        let encoding = PackedText.encoding(value)
        guard encoding != .damaged else { return nil }
        var rest = value
        for place in Int(step.third)..<Int(step.third + step.second) {
            let cut = run.instructions[place]
            rest =
                cut.operation == .trim
                ? PackedText.trimmed(rest)
                : PackedText.first(rest, units: cut.number, isASCII: encoding == .ascii)
        }
        return (rest, encoding == .ascii)
    }

    /// The one value of an attribute, or null; not decided where there are several.
    func single(_ step: PackedInstruction, _ run: Run) -> PackedValue {
        let values = run.view.values(AttributeID(rawValue: UInt16(truncatingIfNeeded: step.first)))
        let isFirst = step.number == PackedInstruction.Selection.first
        var rest = values
        guard let value = rest.next() else {
            if isFirst { return .undecided }
            // A part of nothing is the empty text, and what is cut off nothing leaves nothing.
            return hasLeft(step, run) ? .text(UnsafeRawBufferPointer(start: nil, count: 0)) : .null
        }
        guard values.count == 1 || isFirst, value.count <= Self.longest else { return .undecided }
        switch step.kind {
        case .binary:
            return step.second == 0 ? PackedValue(kind: .binary, bytes: value) : .undecided
        case .boolean:
            guard step.second == 0 else { return .undecided }
            return .boolean(value.first.map { $0 | 0x20 == UInt8(ascii: "t") } ?? false)
        case .number:
            guard let number = PackedText.number(value) else { return .undecided }
            if step.second == 0 { return .number(number) }
            return cut(value, step, run).map { .text($0.bytes, isASCII: true) } ?? .undecided
        case .text, .reference:
            guard let cut = cut(value, step, run) else { return .undecided }
            let kind: PackedValue.Kind = step.kind == .reference && step.second == 0 ? .reference : .text
            return PackedValue(kind: kind, isASCII: cut.isASCII, bytes: cut.bytes)
        }
    }

    private func hasLeft(_ step: PackedInstruction, _ run: Run) -> Bool {
        for place in Int(step.third)..<Int(step.third + step.second)
        where run.instructions[place].operation == .left { return true }
        return false
    }
}
