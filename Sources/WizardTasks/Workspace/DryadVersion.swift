/// The version of this build.
public enum DryadVersion {
    /// Semantic versioning; the heading of CHANGELOG.md says what is in it.
    public static let current = "0.1.0"
}
