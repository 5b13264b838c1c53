extension ImportRequest {
    /// What is asked for, as a digest: a watermark is good for the same selection alone.
    public var selection: String {
        ImportSelection.digest(classes: classes, attributes: attributes, limits: limits)
    }
}
