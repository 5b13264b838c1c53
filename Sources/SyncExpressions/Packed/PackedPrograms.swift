public import Directory

/// The programs of a code that grows no more, where nothing has to be lent to run them.
public final class PackedPrograms {
    private let instructions: UnsafeMutableBufferPointer<PackedInstruction>
    private let pool: UnsafeMutableRawBufferPointer

    /// Copies a code.
    public init(_ code: PackedCode) {
        instructions = .allocate(capacity: max(1, code.instructions.count))
        // A code without programs has no program to run.
        instructions.initialize(repeating: PackedInstruction(operation: .undecided))
        for (place, instruction) in code.instructions.enumerated() { instructions[place] = instruction }
        pool = .allocate(byteCount: max(1, code.pool.count), alignment: 1)
        pool.copyBytes(from: code.pool)
    }

    deinit {
        instructions.deallocate()
        pool.deallocate()
    }

    /// Runs a program on an entry and writes what it gives as the values of an attribute; only `written` writes anything.
    public func run(
        _ program: PackedCode.Program,
        on view: EntryView,
        with machine: PackedMachine,
        into composer: EntryComposer,
        as destination: AttributeID
    ) -> PackedOutcome {
        guard let first = instructions.baseAddress, let constants = pool.baseAddress else { return .undecided }
        let run = PackedMachine.Run(
            instructions: UnsafePointer(first),
            pool: UnsafeRawPointer(constants),
            view: view
        )
        return machine.outcome(program.root, run, into: composer, as: destination)
    }
}
