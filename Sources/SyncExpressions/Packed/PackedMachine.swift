import Directory

/// Runs programs on packed entries, one after another, in memory that it keeps.
public final class PackedMachine {
    /// What is made on the way - joined texts, numbers as digits - lies here until the next program.
    let scratch: UnsafeMutableRawBufferPointer
    var used: Int {
        get { usedCount.pointee }
        set { usedCount.pointee = newValue }
    }

    private let usedCount: UnsafeMutablePointer<Int>

    /// Texts longer than this are not decided here, so that no limit of the evaluator can be passed over.
    static let longest = 65_536
    /// The same for all values of an attribute.
    static let mostStored = 262_144

    /// Makes a machine.
    public init() {
        scratch = .allocate(byteCount: 4096, alignment: 8)
        usedCount = .allocate(capacity: 1)
        usedCount.initialize(to: 0)
    }

    deinit {
        scratch.deallocate()
        usedCount.deallocate()
    }

    /// A code and an entry, lent while a program runs.
    struct Run {
        let instructions: UnsafePointer<PackedInstruction>
        let pool: UnsafeRawPointer
        let view: EntryView

        /// A stretch of the pool.
        func constant(_ start: Int32, _ count: Int32) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(start: pool + Int(start), count: Int(count))
        }
    }

    /// Lends what runs the programs of a code; it must not be kept.
    @inline(__always)
    public func with<Result>(_ code: borrowing PackedCode, _ body: (PackedRun) -> Result) -> Result {
        code.instructions.withUnsafeBufferPointer { instructions in
            code.pool.withUnsafeBytes { pool in
                body(PackedRun(machine: self, instructions: instructions.baseAddress, pool: pool.baseAddress))
            }
        }
    }

    /// What a program gives for an object without attributes.
    public func outcomeOfNothing(_ program: PackedCode.Program, of code: PackedCode) -> PackedOutcome {
        var packer = EntryPacker()
        packer.begin(dn: "")
        return EntryPlaces(limit: 1).withView(of: packer.finish()) { view in
            with(code) { run in
                let composer = EntryComposer()
                composer.begin()
                return run(program, on: view, into: composer, as: AttributeID(rawValue: 0))
            }
        }
    }

    func outcome(
        _ root: Int32,
        _ run: Run,
        into composer: EntryComposer,
        as destination: AttributeID
    ) -> PackedOutcome {
        used = 0
        var place = root
        while true {
            let step = run.instructions[Int(place)]
            switch step.operation {
            case .undecided: return .undecided
            case .null: return .nothing
            case .ignore: return .ignored
            case .authoritativeNull: return .blocked
            case .choose:
                switch holds(step.first, run) {
                case .yes: place = step.second
                case .no: place = step.third
                case .undecided: return .undecided
                }
            case .attribute: return values(step, run, into: composer, as: destination)
            default: return write(value(place, run), into: composer, as: destination)
            }
        }
    }

    private func write(
        _ value: PackedValue,
        into composer: EntryComposer,
        as destination: AttributeID
    ) -> PackedOutcome {
        var bytes = value.bytes
        switch value.kind {
        case .undecided, .reference, .moment: return .undecided
        case .null: return .nothing
        case .text: if bytes.isEmpty { return .nothing }
        case .binary: break
        case .number:
            guard let digits = written(value.number) else { return .undecided }
            bytes = digits
        case .boolean:
            guard let word = put(value.number != 0 ? "True" : "False") else { return .undecided }
            bytes = word
        }
        composer.begin(destination)
        composer.add(bytes)
        return composer.end() ? .written : .nothing
    }

    // MARK: Memory

    /// Room for bytes, or nothing when there is none left.
    func room(_ count: Int) -> UnsafeMutableRawBufferPointer? {
        guard count <= scratch.count - used else { return nil }
        let room = UnsafeMutableRawBufferPointer(rebasing: scratch[used..<used + count])
        used += count
        return room
    }

    func put(_ word: StaticString) -> UnsafeRawBufferPointer? {
        guard let room = room(word.utf8CodeUnitCount) else { return nil }
        room.copyMemory(from: UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        return UnsafeRawBufferPointer(room)
    }

    /// A number in decimal.
    func written(_ number: Int64) -> UnsafeRawBufferPointer? {
        var rest = number.magnitude
        var count = number < 0 ? 2 : 1
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        guard let room = room(count) else { return nil }
        rest = number.magnitude
        var place = count
        repeat {
            place -= 1
            room[place] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
            rest /= 10
        } while rest > 0
        if number < 0 { room[0] = UInt8(ascii: "-") }
        return UnsafeRawBufferPointer(room)
    }
}
