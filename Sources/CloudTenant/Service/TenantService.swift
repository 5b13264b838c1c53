import Crypto

/// The tenant's service: what it answers to a request, without a word of how requests arrive.
///
/// People's own scripts read through it in the shape of Microsoft Graph; workspaces on the other side of a connection export
/// through it. Everything in it needs the token. What comes from the wire is data: whatever it is, there is an answer to it.
public struct TenantService: Sendable {
    /// The longest body that is read, in bytes: 100 changes with a photograph of 100 KiB each.
    public static let longestBody = 16 << 20
    /// The longest answer that a workspace reads, in bytes: pages end after about 4 MiB, and one object may be larger than that.
    public static let longestAnswer = 64 << 20

    private let tenant: Tenant
    private let base: String
    private let token: SHA256.Digest

    /// Serves a tenant; `base` is what links begin with, such as `http://127.0.0.1:8091`.
    public init(tenant: Tenant, base: String, token: String) {
        self.tenant = tenant
        self.base = base
        self.token = SHA256.hash(data: Array(token.utf8))
    }

    /// Answers a request; a failure of the store is an answer too.
    public func reply(to request: TenantRequest) async -> TenantReply {
        do {
            return try await route(request)
        } catch let error as ServiceError {
            let now = (try? await tenant.now()) ?? TenantInstant(seconds: 0)
            return .response(error.response(at: now))
        } catch {
            let failure = ServiceError(500, "InternalServerError", "The tenant's store cannot be used: \(error)")
            return .response(failure.response(at: TenantInstant(seconds: 0)))
        }
    }

    private func route(_ request: TenantRequest) async throws -> TenantReply {
        try authorize(request)
        guard request.body.count <= Self.longestBody else {
            throw ServiceError(413, "Request_EntityTooLarge", "A body has at most \(Self.longestBody) bytes.")
        }
        switch (request.method, request.path.first, request.path.dropFirst().first) {
        case ("GET", "v1.0"?, _):
            return .response(
                try await GraphService(tenant: tenant, base: base).response(
                    to: request,
                    Array(request.path.dropFirst())
                )
            )
        case (_, "v1.0"?, _):
            throw ServiceError(405, "Request_BadRequest", "This part of the tenant is read alone: GET.")
        case (_, "dryad"?, "v1"?):
            return try await ExchangeService(tenant: tenant).reply(to: request, Array(request.path.dropFirst(2)))
        case (_, "dryad"?, "v2"?):
            return try await ExchangeService(tenant: tenant).packedReply(
                to: request,
                Array(request.path.dropFirst(2))
            )
        case (_, "dryad"?, let version?):
            throw ServiceError(
                404,
                "UnknownVersion",
                "This build speaks v1 and v2 of the batch API, and not \(version)."
            )
        default: throw ServiceError.missing(request.path.joined(separator: "/"))
        }
    }

    /// Digests are compared, which takes as long whatever the token is.
    private func authorize(_ request: TenantRequest) throws {
        let scheme = "bearer "
        guard let header = request.header("authorization"), header.lowercased().hasPrefix(scheme),
            SHA256.hash(data: Array(header.dropFirst(scheme.count).utf8)) == token
        else {
            throw ServiceError(401, "InvalidAuthenticationToken", "The token is missing, or it is not the tenant's.")
        }
    }
}
