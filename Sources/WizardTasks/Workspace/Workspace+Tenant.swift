public import CloudTenant
import Connectors
import Directory
import Foundation

extension Workspace {
    /// The tenant in its file; an error where it is behind an address, since what is asked of it is done there.
    public var tenant: Tenant {
        get throws(TaskError) {
            switch place {
            case .file(let tenant): return tenant
            case .address(let address):
                throw TaskError(
                    .tenant,
                    "The tenant is served at \(address.url): it is set up where it is served, by a workspace that has its "
                        + "store. Run the command there."
                )
            }
        }
    }

    /// The tenant in its file; nothing where it is behind an address.
    var tenantInFile: Tenant? {
        guard case .file(let tenant) = place else { return nil }
        return tenant
    }

    /// The table by which single objects of the tenant are read, wherever it is.
    var tenantTable: AttributeTable { tenantInFile?.store.table ?? remoteTable }

    /// The same with why its tenant cannot be asked about objects, where it cannot: one that is served elsewhere may be away,
    /// or want another token, which is no reason to say nothing of the rest.
    func probingTenant() async throws -> Workspace {
        guard case .address(let address) = place else { return self }
        var probed = self
        do {
            try await withTransport(address) { _ = try await RemoteTenantReader($0).find(TenantQuestion()) }
        } catch {
            try Task.checkCancellation()
            var reason = "\(error)"
            if case .unexpected(status: 404, message: _)? = error as? TenantExportError {
                reason =
                    "It is served by an earlier version of Dryad, which does not answer questions about single objects."
            }
            probed.tenantSilence = "The tenant at \(address.url) could not be asked. \(reason)"
        }
        return probed
    }

    /// What the tenant holds and how it is set up, wherever it is.
    func tenantSummary() async throws -> TenantSummary {
        switch place {
        case .file(let tenant): try await tenant.summary()
        case .address(let address):
            try await withTransport(address) { try await RemoteTenantReader($0).summary() }
        }
    }

    /// How the tenant is set up and who writes into it, wherever it is.
    func tenantState() async throws -> TenantState {
        guard let tenant = tenantInFile else { return try await tenantSummary().state }
        return try await tenant.store.read { try $0.state() }
    }

    /// Opens what imports come by, for as long as the body runs: nothing of the tenant can be changed with it.
    func withTenantReader(_ body: (any TenantReader) async throws -> Void) async throws {
        switch place {
        case .file(let tenant): try await body(tenant)
        case .address(let address): try await withTransport(address) { try await body(RemoteTenantReader($0)) }
        }
    }

    /// Opens what exports go by, for as long as the body runs.
    func withTenant(_ body: (any TenantExchange) async throws -> Void) async throws {
        switch place {
        case .file(let tenant): try await body(tenant)
        case .address(let address):
            try await withTransport(address) { transport in
                try await body(
                    RemoteTenant(
                        transport,
                        pause: { [wait = surroundings.wait] in try await wait(.seconds($0)) },
                        now: { [now = surroundings.now] in Int64(now().timeIntervalSince1970) }
                    )
                )
            }
        }
    }

    /// Opens a connection to a tenant behind an address, with its token.
    func withTransport<Result>(
        _ address: TenantAddress,
        _ body: (HTTPTransport) async throws -> Result
    ) async throws -> Result {
        let token = try TenantToken.read(folder.resolve(address.tokenFile))
        return try await HTTPTransport.with(base: address.url, token: token, body)
    }
}
