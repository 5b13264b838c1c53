import WizardTasks

/// What takes as long as the workspace is large, kept as long as nothing is written into the workspace.
actor RecentState {
    private var stamp: StoreStamp?
    private var index: PendingIndex?
    private var tenant: TenantOverview?

    /// What waits to be exported.
    func pending(_ workspace: Workspace) async throws -> PendingIndex {
        renew(workspace)
        if let index { return index }
        let current = stamp
        let read = try await PendingIndex.read(workspace)
        if stamp == current { index = read }
        return read
    }

    /// The tenant's counts and settings.
    func tenantOverview(_ workspace: Workspace) async throws -> TenantOverview {
        renew(workspace)
        if let tenant { return tenant }
        let current = stamp
        let read = try await TenantOverview.read(workspace)
        if stamp == current { tenant = read }
        return read
    }

    private func renew(_ workspace: Workspace) {
        let now = StoreStamp(workspace)
        guard now != stamp else { return }
        stamp = now
        index = nil
        tenant = nil
    }
}
