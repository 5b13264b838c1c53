import Directory

/// A domain of a forest, as its crossRef object describes it (MS-ADTS section 6.1.1.2.1.1.3).
struct ForestDomain: Sendable, Hashable {
    /// The domain's DN, which is the partition's name.
    let name: String
    /// Its DNS name, in small letters.
    let dnsName: String
    /// Its short name, where one is given.
    let netbios: String?

    /// Naming contexts of Active Directory, and among them domains: FLAG_CR_NTDS_NC and FLAG_CR_NTDS_DOMAIN.
    private static let flags: Int64 = 3

    init(name: String, dnsName: String? = nil, netbios: String? = nil) {
        self.name = name
        self.dnsName = ASCII.lowercased(dnsName ?? DistinguishedName(name)?.dnsName ?? name)
        self.netbios = netbios
    }

    /// Nothing where the object describes another naming context, or a domain that does not exist yet.
    init?(crossReference entry: Entry) {
        guard let name = entry.text("nCName"), let flags = entry.text("systemFlags").flatMap({ Int64($0) }),
            flags & Self.flags == Self.flags, entry.text("enabled").map(ASCII.lowercased) != "false"
        else { return nil }
        self.init(name: name, dnsName: entry.text("dnsRoot"), netbios: entry.text("nETBIOSName"))
    }

    /// Whether two distinguished names are the same however they are written.
    static func isSame(_ left: String, _ right: String) -> Bool { normalized(left) == normalized(right) }

    static func normalized(_ name: String) -> String { DistinguishedName(name)?.normalized ?? ASCII.lowercased(name) }

    /// The domain under the name that is known already, if it is known in another spelling.
    func called(asIn known: [String]) -> ForestDomain {
        guard let name = known.first(where: { Self.isSame($0, name) }) else { return self }
        return ForestDomain(name: name, dnsName: dnsName, netbios: netbios)
    }
}
