/// How people sign in to the tenant.
public enum SignInMethod: String, Sendable, Hashable, Codable, CaseIterable {
    /// With the hashes of their passwords, which the tenant has.
    case passwordHashSync
    /// Against a domain controller, through agents.
    case passThrough
    /// At the organization's own AD FS.
    case federation
    /// Somebody else sees to it; may be the present state and is never chosen afterwards.
    case notConfigured

    /// Reads the word, however its parts are joined: `passwordHashSync`, `password-hash-sync`, `pass-through`.
    public init?(_ text: String) {
        let plain = text.lowercased().filter(\.isLetter)
        let words: [String: SignInMethod] = [
            "passwordhashsync": .passwordHashSync, "phs": .passwordHashSync, "passthrough": .passThrough,
            "pta": .passThrough, "passthroughauthentication": .passThrough, "federation": .federation,
            "adfs": .federation, "notconfigured": .notConfigured, "donotconfigure": .notConfigured,
        ]
        guard let method = words[plain] else { return nil }
        self = method
    }

    /// Those that can be chosen.
    public static let targets: [SignInMethod] = [.passwordHashSync, .passThrough, .federation]

    /// The word by which it is chosen on the command line.
    public var word: String {
        switch self {
        case .passwordHashSync: "password-hash-sync"
        case .passThrough: "pass-through"
        case .federation: "federation"
        case .notConfigured: "do-not-configure"
        }
    }

    /// What people call it.
    public var title: String {
        switch self {
        case .passwordHashSync: "password hash synchronization"
        case .passThrough: "pass-through authentication"
        case .federation: "federation with AD FS"
        case .notConfigured: "not configured"
        }
    }
}
