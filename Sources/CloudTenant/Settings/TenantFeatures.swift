/// The features of directory synchronization that a tenant has switched on, under the product's names.
///
/// The names are those of Graph's `onPremisesSynchronization.features`; those that nothing here depends on are left out.
public struct TenantFeatures: Sendable, Hashable, Codable {
    /// `blockCloudObjectTakeoverThroughHardMatchEnabled`: no object of the cloud is taken over by its `immutableId`.
    public var blockCloudObjectTakeoverThroughHardMatch = false
    /// `blockSoftMatchEnabled`: no object of the cloud is taken over by name or address.
    public var blockSoftMatch = false
    /// `softMatchOnUpnEnabled`: users are matched by their principal name too.
    public var softMatchOnUpn = true
    /// `quarantineUponUpnConflictEnabled`: a principal name that is taken is replaced, and the change succeeds.
    public var quarantineUponUpnConflict = true
    /// `quarantineUponProxyAddressesConflictEnabled`: an address that is taken is left out, and the change succeeds.
    public var quarantineUponProxyAddressesConflict = true

    /// The features of a tenant that nobody has changed.
    public init() {}

    /// The features by name, in the order in which they are listed.
    public static let all: [(name: String, field: any WritableKeyPath<TenantFeatures, Bool> & Sendable)] = [
        ("BlockCloudObjectTakeoverThroughHardMatch", \.blockCloudObjectTakeoverThroughHardMatch),
        ("BlockSoftMatch", \.blockSoftMatch),
        ("QuarantineUponProxyAddressesConflict", \.quarantineUponProxyAddressesConflict),
        ("QuarantineUponUpnConflict", \.quarantineUponUpnConflict),
        ("SoftMatchOnUpn", \.softMatchOnUpn),
    ]
}
