import Directory

/// Finds what the name of an object, or its security identifier, becomes on the other side: a metaverse object's identity, or a
/// name in the tenant.
protocol ReferenceResolver {
    /// Lends what stands for the object that a linked object refers to; does nothing where the object is not there.
    func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void)
}
