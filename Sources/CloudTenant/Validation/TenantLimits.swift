import Directory

/// The tenant's limits, in characters and values; the product's documentation and that of its checking tool say them.
enum TenantLimits {
    /// Attributes of one change; Dryad's own number.
    static let attributes = 1000
    /// Bytes of the name that the exporter gives an object; Dryad's own number.
    static let name = 4096
    /// Source anchors are shorter than this.
    static let anchor = 60
    /// What may stand before the @ of a principal name.
    static let namePrefix = 64
    /// What may stand after it.
    static let nameSuffix = 48
    /// One address with its prefix.
    static let address = 256
    /// Addresses of an object that has little else.
    static let addresses = 332
    /// Certificates of one attribute.
    static let certificates = 15
    /// Members of a group.
    static let members = 250_000
    /// Directory extensions of an object.
    static let extensions = 100
    /// Characters of a directory extension.
    static let extensionLength = 250
    /// Bytes of a photograph.
    static let photograph = 100 * 1024
    /// Characters of some other attributes.
    static let lengths: [AttributeName: Int] = ["displayName": 256, "alias": 64]
    /// How many values some attributes may have.
    static let counts: [AttributeName: Int] = [
        "proxyAddresses": addresses, "userCertificate": certificates, "userSMIMECertificate": certificates,
        "member": members,
    ]
    /// What a principal name must not hold, besides blanks and what cannot be seen.
    static let nameIllegal = Set("\\%&*+/=?{}|<>();:,[]\"".utf8)
    /// What an SMTP address must not hold, besides blanks.
    static let addressIllegal = Set("<>()[];,\"".utf8)
}
