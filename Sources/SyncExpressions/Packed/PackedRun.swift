public import Directory

/// The programs of a code, ready to run; lent for the time of a closure.
public struct PackedRun {
    let machine: PackedMachine
    let instructions: UnsafePointer<PackedInstruction>?
    let pool: UnsafeRawPointer?

    /// Runs a program on an entry and writes what it gives as the values of an attribute; only `written` writes anything.
    @inline(__always)
    public func callAsFunction(
        _ program: PackedCode.Program,
        on view: EntryView,
        into composer: EntryComposer,
        as destination: AttributeID
    ) -> PackedOutcome {
        // A code without programs has no program to run, and one without constants has no use for the pool.
        guard let instructions else { return .undecided }
        let run = PackedMachine.Run(
            instructions: instructions,
            pool: pool ?? UnsafeRawPointer(instructions),
            view: view
        )
        return machine.outcome(program.root, run, into: composer, as: destination)
    }
}
