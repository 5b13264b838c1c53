import Directory

/// Finds what exported objects are called in the tenant.
protocol ImageNames: ReferenceResolver {
    /// Lends the name of an object; an empty one where it is not exported.
    func withName<Result>(of identifier: MetaverseID, _ body: (UnsafeRawBufferPointer) -> Result) -> Result
}

extension ImageNames {
    func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
        guard let identifier = MetaverseID(text: name) else { return }
        withName(of: identifier) { if !$0.isEmpty { found($0) } }
    }
}
