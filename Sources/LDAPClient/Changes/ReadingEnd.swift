/// Whether a reading of changes goes on; one that has failed fails again instead of ending like one that is complete.
struct ReadingEnd {
    private var isComplete = false
    private var failure: LDAPError?

    /// Whether there is more to read; throws what the reading has failed with.
    func goesOn() throws(LDAPError) -> Bool {
        if let failure { throw failure }
        return !isComplete
    }

    mutating func complete() { isComplete = true }

    mutating func fail(with error: LDAPError) { failure = error }
}
