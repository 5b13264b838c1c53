/// Which of two servers exports.
public struct ServerRoles: Sendable, Hashable, Codable {
    /// What a server does.
    public enum Role: String, Sendable, Hashable, Codable {
        /// It exports.
        case active
        /// It computes everything and exports nothing.
        case staging
        /// Its export does not say.
        case unknown

        init(_ export: ServerExport) {
            switch ServerOptions.read(export).options.isStaging {
            case true?: self = .staging
            case false?: self = .active
            case nil: self = .unknown
            }
        }
    }

    /// How the two roles stand to each other.
    public enum Verdict: String, Sendable, Hashable, Codable {
        /// Two servers, one of them active and the other in staging mode: what is to be, and no difference.
        case asIntended
        /// Both have the same role.
        case same
        /// Two servers that both export, which the product does not support.
        case bothActive
        /// The roles differ, and the exports do not say that they are of two servers; a difference.
        case differs
    }

    /// The role of the first server.
    public let from: Role
    /// The role of the second server.
    public let to: Role
    /// How they stand to each other.
    public let verdict: Verdict

    init(_ old: ServerExport, _ new: ServerExport) {
        from = Role(old)
        to = Role(new)
        let names = [old, new].compactMap { $0.global?.server?.lowercased() }
        let areTwo = Set(names).count == 2
        switch (from, to) {
        case (.active, .staging), (.staging, .active): verdict = areTwo ? .asIntended : .differs
        case (.active, .active): verdict = areTwo ? .bothActive : .same
        default: verdict = from == to ? .same : .differs
        }
    }
}
