import HTTPTypes

/// The fields that every answer carries: what a page may load, who may frame it, what it tells others.
enum SafetyHeaders {
    /// Nothing but this server's own files; no script in a page, no frame around it, no base, forms to here alone.
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    private static let fields: [(String, String)] = [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ]

    /// Adds the fields.
    ///
    /// A page that must not tell where it came from says `no-referrer`. Pages with forms say `same-origin`: under
    /// `no-referrer` a browser sends `Origin: null` with their forms (Fetch, "append a request Origin header"), and the
    /// check of the origin would be lost.
    static func add(to headers: inout HTTPFields, hidesReferrer: Bool) {
        for (name, value) in fields {
            guard let name = HTTPField.Name(name) else { continue }
            headers[name] = value
        }
        if let name = HTTPField.Name("Referrer-Policy") {
            headers[name] = hidesReferrer ? "no-referrer" : "same-origin"
        }
    }
}
