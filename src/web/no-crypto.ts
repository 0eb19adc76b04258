/** Stands for Node's crypto in the browser, which has its own. */
export {}
